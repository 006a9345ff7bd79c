namespace PdfTract.Cache.Build.Tests;

/// <summary>Up to date is what is as the record has it. Each way to change a file without making it newer is tried at once: a build takes seconds.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class AsRecorded : SandboxTests
{
    private static readonly DateTime LongAgo = new(1970, 1, 1, 0, 0, 1, DateTimeKind.Utc);

    [Test]
    [Category("H51")]
    public void A_document_that_was_replaced_by_an_older_one_an_equal_one_or_through_a_link_is_extracted_H51()
    {
        var project = ProjectWith(documents: 5);
        Sandbox.Write("first/d.pdf", "The first folder's document");
        Sandbox.Write("other/d.pdf", "Another folder's, as long..");
        var documents = Directory.GetFiles(Path.Combine(project.Folder, "docs")).Order(StringComparer.Ordinal).ToArray();
        var linked = Path.Combine(project.Folder, "docs", "linked");
        Directory.CreateSymbolicLink(linked, Path.Combine(Sandbox.Root, "first"));
        Array.ForEach([.. documents, .. Directory.GetFiles(Sandbox.Root, "d.pdf", SearchOption.AllDirectories)], file => File.SetLastWriteTimeUtc(file, LongAgo));
        File.SetLastWriteTimeUtc(documents[3], DateTime.UtcNow.AddDays(1));
        project.Build().Succeeded();
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);

        // Older; of the same size and time, moved over it; in another folder; and with the right time after a clock that ran ahead.
        Replace(documents[0], File.ReadAllText(documents[0]).Replace("number", "nUMBER", StringComparison.Ordinal), LongAgo.AddSeconds(-1));
        Replace(documents[1], File.ReadAllText(documents[1]).Replace("number", "nUMBER", StringComparison.Ordinal), LongAgo);
        Directory.Delete(linked);
        Directory.CreateSymbolicLink(linked, Path.Combine(Sandbox.Root, "other"));
        File.AppendAllText(documents[3], "edited");
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(6, 2, 4, 4)));
        OutputsAreRight(project);
    }

    [Test]
    [Category("H51")]
    public void An_intermediate_folder_from_elsewhere_beside_a_fresh_checkout_makes_nothing_stale_and_removes_nothing_there_H51()
    {
        var project = ProjectWith(documents: 3);
        project.Properties["PdfExtractOutputDirectory"] = "results";
        Array.ForEach(Directory.GetFiles(Path.Combine(project.Folder, "docs")), file => File.SetLastWriteTimeUtc(file, LongAgo));
        project.Build().Succeeded();
        var there = FolderContents.Of(Path.Combine(project.Folder, "results"));

        // The same names, sizes and times; one document is another, one is gone.
        var clone = Sandbox.AddProject("App", "Clone");
        clone.Properties["PdfExtractOutputDirectory"] = "results";
        DotNet.RunProgram("cp", "-a", Path.Combine(project.Folder, "obj"), clone.Folder).Succeeded();
        foreach (var name in new[] { "a.pdf", "b.pdf" })
        {
            var text = File.ReadAllText(Path.Combine(project.Folder, "docs", name));
            Replace(Path.Combine(clone.Folder, "docs", name), name == "a.pdf" ? text.Replace("number", "nUMBER", StringComparison.Ordinal) : text, LongAgo);
        }

        clone.Build().Succeeded();

        Assert.That(clone.Counts, Is.EqualTo(new ExtractionCounts(2, 1, 1, 1)));
        Assert.That(File.ReadAllBytes(Path.Combine(clone.Folder, "results/docs/a.txt")), Is.EqualTo(FakeExtractor.ResultOf(Path.Combine(clone.Folder, "docs/a.pdf"))));
        Assert.That(FolderContents.Of(Path.Combine(clone.Folder, "results")).Keys, Is.EqualTo(["docs/a.txt", "docs/b.txt"]));
        Assert.That(FolderContents.Of(Path.Combine(project.Folder, "results")), Is.EqualTo(there));
    }

    [Test]
    [Category("H52")]
    public void An_output_that_was_emptied_cut_or_overwritten_is_healed_and_the_others_are_left_alone_H52()
    {
        var project = ProjectWith(documents: 5);
        project.Build().Succeeded();
        var times = FolderContents.TimesOf(project.Outputs);
        Sandbox.Extractor.Forget();

        File.WriteAllText(project.Output("docs/a.txt"), "");
        using (var file = File.OpenWrite(project.Output("docs/b.txt")))
        {
            file.SetLength(5);
        }

        // As long and as old as it was.
        var output = project.Output("docs/c.txt");
        File.WriteAllBytes(output, [.. File.ReadAllBytes(output).Select(_ => (byte)'x')]);
        File.SetLastWriteTimeUtc(output, times["docs/c.txt"]);
        File.Delete(project.Output("docs/d.txt"));
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(5)));
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
        OutputsAreRight(project);
        Assert.That(FolderContents.TimesOf(project.Outputs)["docs/e.txt"], Is.EqualTo(times["docs/e.txt"]));
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);
    }

    [Test]
    public void With_the_cache_off_only_the_document_that_changed_is_extracted()
    {
        var project = ProjectWith(documents: 3);
        project.Build("-p:PdfCacheEnabled=false").Succeeded();
        Sandbox.Extractor.Forget();

        var edited = project.AddDocument("b.pdf", "Quite another text");
        project.Build("-p:PdfCacheEnabled=false").Succeeded();

        Assert.That(Sandbox.Extractor.Calls, Is.EqualTo([edited]));
        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(3, 0, 1, 0)));
        OutputsAreRight(project);
    }

    [Test]
    public void A_refresh_a_changed_argument_and_a_wrong_property_are_seen_by_a_build_that_is_up_to_date()
    {
        var project = ProjectWith(documents: 2);
        project.Properties.Remove("PdfExtractCommand");
        project.Properties["PdfExtractTarget"] = "Copying";
        project.Properties["PdfExtractor"] = "copying";
        project.Properties["PdfExtractorVersion"] = "1";
        project.Targets = """
            <Target Name="Copying" Condition="'@(PdfExtractMiss)' != ''">
              <Copy SourceFiles="@(PdfExtractMiss->'%(Document)')" DestinationFiles="@(PdfExtractMiss)" />
              <ItemGroup><PdfExtracted Include="@(PdfExtractMiss)" /></ItemGroup>
            </Target>
            """;
        project.Build().Succeeded();
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);

        project.Build("-p:PdfCacheMaxSize=10 gigs").FailedWithError("PDFC1005");
        project.Build("-p:PdfCacheRefresh=true").Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));

        project.Properties["PdfExtractorArguments"] = "-q";
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)), "another key");
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);
    }

    [Test]
    [Category("H55")]
    public void A_changed_file_that_results_depend_on_or_that_the_command_names_makes_the_build_look_H55()
    {
        var project = ProjectWith(documents: 1);
        var script = Sandbox.Write("App/extract.sh", "cp \"$1\" \"$2\"\n");
        project.Properties["PdfExtractCommand"] = "sh extract.sh {input} {output}";
        project.Properties["PdfExtractVersion"] = "1";
        project.Items += """<PdfExtractInput Include="words.txt" />""";
        var words = Sandbox.Write("App/words.txt", "first");
        Array.ForEach([script, words], file => File.SetLastWriteTimeUtc(file, LongAgo));
        project.Build().Succeeded();
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);

        Replace(words, "other", LongAgo);
        Assert.That(project.Build().Succeeded().OurTasks, Does.Contain("PdfCacheRestore"));
        Replace(script, File.ReadAllText(script) + "\n", LongAgo);
        Assert.That(project.Build().Succeeded().OurTasks, Does.Contain("PdfCacheRestore"));
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);
    }

    [Test]
    public void After_a_build_in_which_a_document_failed_the_next_does_only_the_rest()
    {
        var project = ProjectWith(documents: 4);
        Sandbox.Extractor.FailsOn("c.pdf");
        project.Build("-p:PdfCacheEnabled=false").FailedWithError("PDFC1009");
        Assert.That(Sandbox.Extractor.Calls, Has.Count.EqualTo(4));
        Sandbox.Extractor.Recovers();
        Sandbox.Extractor.Forget();

        project.Build("-p:PdfCacheEnabled=false").Succeeded();

        Assert.That(Sandbox.Extractor.Calls.Select(Path.GetFileName), Is.EqualTo(["c.pdf"]));
        OutputsAreRight(project);
        Assert.That(project.Build("-p:PdfCacheEnabled=false").Succeeded().OurTasks, Is.Empty);
    }

    [Test]
    public void A_damaged_record_is_none()
    {
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();

        var bytes = File.ReadAllBytes(project.Record);
        bytes[^40] ^= 1;
        File.WriteAllBytes(project.Record, bytes);
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);
    }

    /// <summary>As cp -p, mv and unzip do.</summary>
    private static void Replace(string path, string text, DateTime time)
    {
        var other = path + ".other";
        File.WriteAllText(other, text);
        File.SetLastWriteTimeUtc(other, time);
        File.Move(other, path, overwrite: true);
    }
}
