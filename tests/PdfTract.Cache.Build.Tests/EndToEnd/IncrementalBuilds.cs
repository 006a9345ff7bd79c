namespace PdfTract.Cache.Build.Tests;

[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class IncrementalBuilds : SandboxTests
{
    [Test]
    public void A_second_build_looks_finds_nothing_to_do_and_is_up_to_date()
    {
        var project = ProjectWith(documents: 3);
        project.Build().Succeeded();
        var times = FolderContents.TimesOf(project.Outputs);

        var second = project.Build().Succeeded();
        var question = project.Build("-question");

        Assert.That(second.AllOurTasks, Is.EqualTo(["PdfExtractSettings", "PdfExtractPlan"]));
        Assert.That(question.ExitCode, Is.Zero, question.Process.Output);
        Assert.That(FolderContents.TimesOf(project.Outputs), Is.EqualTo(times));
    }

    [Test]
    public void Before_the_first_build_the_extraction_is_not_up_to_date()
    {
        var project = ProjectWith(documents: 1);
        project.Run("restore").Succeeded();

        var question = project.Build("-t:PdfExtract", "-question");

        question.FailedWithError("PDFC1044");
        Assert.That(question.OurTasks, Is.Empty);
        Assert.That(project.Record, Does.Not.Exist);
    }

    [Test]
    [Category("H26")]
    public void A_document_that_was_only_touched_leaves_the_output_and_its_time_alone()
    {
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();
        var times = FolderContents.TimesOf(project.Outputs);
        Sandbox.Extractor.Forget();

        File.SetLastWriteTimeUtc(Path.Combine(project.Folder, "docs", "a.pdf"), DateTime.UtcNow.AddHours(-1));
        var second = project.Build().Succeeded();
        var third = project.Build().Succeeded();

        Assert.That(second.OurTasks, Does.Contain("PdfCacheRestore"));
        Assert.That(third.OurTasks, Is.Empty);
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
        Assert.That(FolderContents.TimesOf(project.Outputs), Is.EqualTo(times));
    }

    [Test]
    public void A_document_that_was_edited_is_the_only_one_that_is_extracted()
    {
        var project = ProjectWith(documents: 3);
        project.Build().Succeeded();
        Sandbox.Extractor.Forget();

        var edited = project.AddDocument("b.pdf", "Quite another text");
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(3, 2, 1, 1)));
        Assert.That(Sandbox.Extractor.Calls, Is.EqualTo([edited]));
        OutputsAreRight(project);
    }

    [Test]
    [Category("H50")]
    [Platform("Linux", Reason = "Elsewhere nothing but size and time is known of a file.")]
    public void An_edit_that_keeps_size_and_time_is_noticed_H50()
    {
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();

        var document = Path.Combine(project.Folder, "docs", "a.pdf");
        var time = File.GetLastWriteTimeUtc(document);
        project.AddDocument("a.pdf", "Document number 7", "and its second page");
        File.SetLastWriteTimeUtc(document, time);
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(2, 1, 1, 1)));
        OutputsAreRight(project);
    }

    [Test]
    public void An_output_that_was_removed_comes_back_from_the_cache_and_the_others_stay()
    {
        var project = ProjectWith(documents: 3);
        project.Build().Succeeded();
        var times = FolderContents.TimesOf(project.Outputs);
        Sandbox.Extractor.Forget();

        File.Delete(project.Output("docs/b.txt"));
        var build = project.Build().Succeeded();

        Assert.That(build.Messages, Has.Some.Match(@"docs.b\.pdf' is looked at: '.*docs.b\.txt' is not there"), "and the log says why it looked");
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(3)));
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
        OutputsAreRight(project);
        var after = FolderContents.TimesOf(project.Outputs);
        Assert.That(after["docs/a.txt"], Is.EqualTo(times["docs/a.txt"]));
        Assert.That(after["docs/c.txt"], Is.EqualTo(times["docs/c.txt"]));
    }

    [Test]
    public void A_document_that_is_added_is_the_only_one_that_is_extracted()
    {
        var project = ProjectWith(documents: 3);
        project.Build().Succeeded();

        project.AddDocument("new/d.pdf", "Added later");
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(4, 3, 1, 1)));
        OutputsAreRight(project);
    }

    [Test]
    public void An_old_document_that_is_added_is_extracted_though_it_is_older_than_the_last_build()
    {
        var project = ProjectWith(documents: 1);
        project.Build().Succeeded();

        File.SetLastWriteTimeUtc(project.AddDocument("old.pdf", "From an archive"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(2, 1, 1, 1)));
        OutputsAreRight(project);
    }

    [Test]
    public void A_document_that_is_taken_out_takes_its_output_along()
    {
        var project = ProjectWith(documents: 3);
        project.Build().Succeeded();

        File.Delete(Path.Combine(project.Folder, "docs", "c.pdf"));
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        OutputsAreRight(project);
    }

    [Test]
    public void Outputs_survive_three_incremental_builds_and_clean_removes_all_that_is_ours()
    {
        var project = Sandbox.AddCompilingProject();
        project.AddDocuments(2);
        project.Build().Succeeded();
        var outputs = FolderContents.Of(project.Outputs);

        project.Build().Succeeded();
        Assert.That(FolderContents.Of(project.Outputs), Is.EqualTo(outputs));
        File.SetLastWriteTimeUtc(Path.Combine(project.Folder, "docs", "a.pdf"), DateTime.UtcNow);
        project.Build().Succeeded();
        Assert.That(FolderContents.Of(project.Outputs), Is.EqualTo(outputs));
        project.Build().Succeeded();
        Assert.That(FolderContents.Of(project.Outputs), Is.EqualTo(outputs));

        project.Run("clean").Succeeded();
        Assert.That(project.Outputs, Does.Not.Exist);
        Assert.That(Directory.GetFiles(project.Obj, "*pdf*", SearchOption.AllDirectories), Is.Empty);
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(2), "the cache is not the project's to clean");
    }

    [Test]
    [Platform("Linux")]
    public void What_is_remembered_of_the_documents_survives_incremental_builds_and_is_removed_by_clean()
    {
        var project = Sandbox.AddCompilingProject();
        project.AddDocuments(2);

        project.Build().Succeeded();
        Assert.That(project.Hashes, Does.Exist);
        project.Build().Succeeded();
        Assert.That(project.Hashes, Does.Exist);

        project.Run("clean").Succeeded();
        Assert.That(project.Hashes, Does.Not.Exist);
    }

    [Test]
    [Category("H50")]
    [Platform("Linux")]
    public void What_is_remembered_of_the_documents_is_nothing_once_it_is_damaged_H50()
    {
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();

        File.WriteAllText(project.Hashes, "damaged");
        project.AddDocument("b.pdf", "Quite another text");
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(2, 1, 1, 1)));
        Assert.That(File.ReadAllText(project.Hashes), Is.Not.EqualTo("damaged"));
        OutputsAreRight(project);
    }

    [Test]
    public void Clean_removes_the_results_from_a_folder_of_the_users_choice_and_nothing_else()
    {
        var project = ProjectWith(documents: 2);
        project.Properties["PdfExtractOutputDirectory"] = "results";
        project.Build().Succeeded();
        var results = Path.Combine(project.Folder, "results");
        Assert.That(FolderContents.Of(results), Has.Count.EqualTo(2));
        File.WriteAllText(Path.Combine(results, "notes.txt"), "somebody's");

        project.Run("clean").Succeeded();

        Assert.That(FolderContents.Of(results).Keys, Is.EqualTo(["notes.txt"]));
    }
}
