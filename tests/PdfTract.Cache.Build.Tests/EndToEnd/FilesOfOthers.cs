namespace PdfTract.Cache.Build.Tests;

/// <summary>What a build may write over and remove: what builds made, and nothing else.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class FilesOfOthers : SandboxTests
{
    [Test]
    [Category("H58")]
    public void An_output_in_the_place_of_a_document_an_input_or_the_project_is_an_error_before_anything_runs_H58()
    {
        var project = ProjectInto(".", documents: 2);
        project.Properties["PdfExtractCommand"] = "/bin/cp {input} {output}";
        project.Properties["PdfExtractOutputs"] = "pdf";
        var documents = FolderContents.Of(Path.Combine(project.Folder, "docs"));

        project.Build().FailedWith("PDFC1040", "PDFC1040");
        project.Build("-t:Rebuild").FailedWith("PDFC1040", "PDFC1040");
        Assert.That(FolderContents.Of(Path.Combine(project.Folder, "docs")), Is.EqualTo(documents));

        // The same folder by another name.
        Directory.CreateSymbolicLink(Path.Combine(project.Folder, "results"), project.Folder);
        project.Build("-p:PdfExtractOutputDirectory=results").FailedWith("PDFC1040", "PDFC1040");
        Assert.That(FolderContents.Of(Path.Combine(project.Folder, "docs")), Is.EqualTo(documents));

        // Another input, and the project itself.
        Sandbox.Write("App/docs/a.text2", "somebody's");
        project.Items = """
            <PdfDocument Include="docs/a.pdf" />
            <PdfDocument Include="docs/b.pdf" Link="App.pdf" />
            <PdfExtractInput Include="docs/a.text2" />
            """;
        var error = project.Build("-p:PdfExtractOutputs=text2").FailedWithError("PDFC1040");
        Assert.That(error.Message, Does.Contain("a.text2").And.Contain("PdfExtractOutputDirectory"));
        project.Build("-p:PdfExtractOutputs=csproj").FailedWithError("PDFC1040");
        Assert.That(File.ReadAllText(project.File), Does.Contain("<Project"));
    }

    [Test]
    [Category("H59")]
    public void A_handwritten_file_is_neither_overwritten_nor_removed_H59()
    {
        var project = ProjectInto("results", documents: 2);
        var handwritten = Sandbox.Write("App/results/docs/a.txt", "by hand");

        var error = project.Build().FailedWithError("PDFC1041");
        Assert.That(error.Message, Does.Contain(handwritten).And.Contain("Remove or rename").And.Contain("PdfExtractOutputDirectory"));
        project.Build("-p:PdfCacheEnabled=false").FailedWithError("PDFC1041");
        project.Build("-p:PdfCacheRefresh=true").FailedWithError("PDFC1041");
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
        project.Run("clean").Succeeded();
        Assert.That(File.ReadAllText(handwritten), Is.EqualTo("by hand"));

        File.Move(handwritten, handwritten + ".mine");
        project.Build().Succeeded();
        Assert.That(FolderContents.Of(ResultsOf(project)).Keys, Is.EqualTo(["docs/a.txt", "docs/a.txt.mine", "docs/b.txt"]));
        project.Run("clean").Succeeded();
        Assert.That(FolderContents.Of(ResultsOf(project)).Keys, Is.EqualTo(["docs/a.txt.mine"]));
    }

    [Test]
    [Category("H59")]
    public void A_result_written_by_hand_because_the_extractor_cannot_is_not_overwritten_H59()
    {
        var project = ProjectInto("results", documents: 2);
        Sandbox.Extractor.FailsOn("b.pdf");
        project.Build().FailedWithError("PDFC1009");
        var handwritten = Sandbox.Write("App/results/docs/b.txt", "by hand");
        Sandbox.Extractor.Recovers();

        project.Build().FailedWithError("PDFC1041");

        Assert.That(File.ReadAllText(handwritten), Is.EqualTo("by hand"));
    }

    [TestCase(false, TestName = "A_build_whose_obj_was_removed_knows_its_own_results_by_the_list_beside_them_H59")]
    [TestCase(true, TestName = "A_build_whose_obj_and_list_were_removed_knows_its_own_results_by_their_content_H59")]
    [Category("H59")]
    public void A_build_knows_its_own_results(bool withoutList)
    {
        var project = ProjectInto("results", documents: 3);
        project.Build().Succeeded();
        project.RemoveObj();
        if (withoutList)
        {
            Directory.Delete(Path.Combine(ResultsOf(project), ".pdfextract"), recursive: true);
        }

        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(3)));
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);

        // It is this build's again, with all that goes with it.
        File.Delete(Path.Combine(project.Folder, "docs", "c.pdf"));
        project.AddDocument("b.pdf", "A new edition");
        project.Build().Succeeded();
        Assert.That(FolderContents.Of(ResultsOf(project)).Keys, Is.EqualTo(["docs/a.txt", "docs/b.txt"]));
        Holds(project, "docs/b");
    }

    [Test]
    [Category("H60")]
    public void What_is_made_no_more_is_removed_with_its_folders_and_what_somebody_changed_stays_H60()
    {
        var project = ProjectInto("results", documents: 3);
        project.AddDocument("below/d.pdf", "Further down");
        project.Build().Succeeded();
        var changed = Path.Combine(ResultsOf(project), "docs", "b.txt");
        File.AppendAllText(changed, "and more by hand");
        Sandbox.Write("App/results/notes.txt", "somebody's");

        Directory.Delete(Path.Combine(project.Folder, "docs", "below"), recursive: true);
        File.Delete(Path.Combine(project.Folder, "docs", "b.pdf"));
        File.Delete(Path.Combine(project.Folder, "docs", "c.pdf"));
        var warning = project.Build().SucceededWithWarning("PDFC2020");

        Assert.That(warning.File, Is.EqualTo(changed));
        Assert.That(FolderContents.Of(ResultsOf(project)).Keys, Is.EqualTo(["docs/a.txt", "docs/b.txt", "notes.txt"]));
        Assert.That(Path.Combine(ResultsOf(project), "docs", "below"), Does.Not.Exist);
        project.Build().Succeeded();

        // Another folder, another kind, and none of the documents at last.
        project.Properties["PdfExtractOutputDirectory"] = "elsewhere";
        project.Build().Succeeded();
        Assert.That(FolderContents.Of(ResultsOf(project)).Keys, Is.EqualTo(["docs/b.txt", "notes.txt"]));
        project.Properties["PdfExtractOutputs"] = "json";
        project.Build().Succeeded();
        var elsewhere = Path.Combine(project.Folder, "elsewhere");
        Assert.That(FolderContents.Of(elsewhere).Keys, Is.EqualTo(["docs/a.json"]));
        File.Delete(Path.Combine(project.Folder, "docs", "a.pdf"));
        project.Build().SucceededWithWarning("PDFC2022");
        Assert.That(elsewhere, Does.Not.Exist);
    }

    [Test]
    [Category("H57")]
    public void Configurations_that_share_a_folder_and_differ_each_have_their_own_text_after_their_build_H57()
    {
        var project = ProjectInto("results", documents: 1);
        project.Properties["PdfExtractOptions"] = "of-$(Configuration)";
        project.Build().Succeeded();
        Holds(project, "docs/a", "of-Debug");

        project.Build("-c", "Release").SucceededWithWarning("PDFC2021");
        Holds(project, "docs/a", "of-Release");
        project.Build().SucceededWithWarning("PDFC2021");
        Holds(project, "docs/a", "of-Debug");

        // From another state of the document it is no other result.
        project.Properties.Remove("PdfExtractOptions");
        project.Build().SucceededWithWarning("PDFC2021");
        project.Build("-c", "Release").Succeeded();
        project.AddDocument("a.pdf", "A new edition");
        project.Build().Succeeded();
        project.Build("-c", "Release").Succeeded();
        Holds(project, "docs/a");

        // Each lists it; the last to be cleaned removes it.
        project.Run("clean", "-c", "Release").Succeeded();
        Holds(project, "docs/a");
        project.Run("clean").Succeeded();
        Assert.That(ResultsOf(project), Does.Not.Exist);
    }

    [Test]
    [Category("H59")]
    [Category("H60")]
    public void Nothing_outside_the_folder_of_results_is_removed_whatever_a_record_and_a_list_say_H59_H60()
    {
        var victim = Sandbox.Write("App/victim.txt", "somebody's");
        var behind = Sandbox.Write("behind/x.txt", "somebody's");
        Directory.CreateDirectory(Path.Combine(Sandbox.Root, "App", "results"));
        Directory.CreateSymbolicLink(Path.Combine(Sandbox.Root, "App", "results", "link"), Path.Combine(Sandbox.Root, "behind"));
        var record = Path.Combine(Sandbox.Root, "App", "obj", "App.pdfextract.record");
        var results = Path.Combine(Sandbox.Root, "App", "results") + "/";
        var folder = new ResultFolder(results, record);
        folder.List([("../victim.txt", "-"), ("link/x.txt", "-")], _ => false, []);
        var project = new ProjectPaths(Path.Combine(Sandbox.Root, "App"), record, [Path.Combine(Sandbox.Root, "App", "obj")]);

        ResultKeeping.Remove(project, results, ["../victim.txt", "link/x.txt"], keepListed: false, (_, _, _) => { });
        ResultKeeping.Remove(project, Path.Combine(Sandbox.Root, "App", "obj") + "/", ["../victim.txt", "/" + victim], keepListed: false, (_, _, _) => { });

        Assert.That(victim, Does.Exist);
        Assert.That(behind, Does.Exist);
    }

    private TestProject ProjectInto(string folder, int documents)
    {
        var project = ProjectWith(documents);
        project.Properties["PdfExtractOutputDirectory"] = folder;
        return project;
    }

    private static string ResultsOf(TestProject project) => Path.Combine(project.Folder, project.Properties["PdfExtractOutputDirectory"] is "." ? "" : "results");

    private static void Holds(TestProject project, string name, string options = "") => Assert.That(
        File.ReadAllBytes(Path.Combine(ResultsOf(project), name + ".txt")),
        Is.EqualTo(FakeExtractor.ResultOf(Path.Combine(project.Folder, name + ".pdf"), options)));
}
