namespace PdfTract.Cache.Build.Tests;

[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class ColdAndWarmBuilds : SandboxTests
{
    [Test]
    public void A_cold_build_extracts_and_stores_everything()
    {
        var project = ProjectWith(documents: 3);

        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(3)));
        Assert.That(Sandbox.Extractor.Calls, Has.Count.EqualTo(3));
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(3));
        Assert.That(Sandbox.Temps, Is.Empty);
        OutputsAreRight(project);
    }

    [Test]
    public void Without_obj_and_bin_everything_comes_from_the_cache()
    {
        var project = ProjectWith(documents: 3);
        project.Build().Succeeded();
        var cold = FolderContents.Of(project.Outputs);
        project.RemoveObj();
        Sandbox.Extractor.Forget();

        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(3)));
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
        Assert.That(FolderContents.Of(project.Outputs), Is.EqualTo(cold));
    }

    [Test]
    public void Another_project_with_the_same_documents_gets_them_from_the_cache()
    {
        ProjectWith(documents: 3, "First").Build().Succeeded();
        Sandbox.Extractor.Forget();
        var second = ProjectWith(documents: 3, "Second");

        second.Build().Succeeded();

        Assert.That(second.Counts, Is.EqualTo(ExtractionCounts.Warm(3)));
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
        OutputsAreRight(second);
    }

    [Test]
    public void A_clone_in_another_place_with_another_configuration_gets_them_from_the_cache()
    {
        ProjectWith(documents: 2).Build().Succeeded();
        using var elsewhere = new Sandbox("a clone in another place") { Cache = Sandbox.Cache };
        var clone = elsewhere.AddProject(folder: "deep/below");
        clone.AddDocuments(2);

        clone.Build("-c", "Release").Succeeded();

        var counts = Path.Combine(clone.Folder, "obj", "Release", "net10.0", "App.pdfextract.json");
        Assert.That(ExtractionCounts.Read(counts), Is.EqualTo(ExtractionCounts.Warm(2)));
        Assert.That(elsewhere.Extractor.Calls, Is.Empty);
    }

    [Test]
    public void Every_output_kind_of_a_document_is_extracted_in_one_call_and_restored_together()
    {
        var project = ProjectWith(documents: 2);
        project.Properties["PdfExtractCommand"] = Sandbox.Extractor.TextAndJsonCommand;
        project.Properties["PdfExtractOutputs"] = "text;json";
        project.Build().Succeeded();
        Assert.That(Sandbox.Extractor.Calls, Has.Count.EqualTo(2));
        project.RemoveObj();

        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        var document = Path.Combine(project.Folder, "docs", "a.pdf");
        Assert.That(File.ReadAllBytes(project.Output("docs/a.txt")), Is.EqualTo(FakeExtractor.ResultOf(document)));
        Assert.That(File.ReadAllBytes(project.Output("docs/a.json")), Is.EqualTo(FakeExtractor.ResultOf(document, ending: "json")));
    }

    [Test]
    public void The_items_say_where_each_result_comes_from()
    {
        var project = ProjectWith(documents: 1);
        project.Targets = """
            <Target Name="List" AfterTargets="PdfExtract">
              <WriteLinesToFile File="items.txt" Overwrite="true"
                                Lines="@(PdfExtraction->'%(Filename)%(Extension)|%(Document)|%(Kind)|%(Link)|%(FromCache)')" />
            </Target>
            """;
        var list = Path.Combine(project.Folder, "items.txt");
        var document = Path.Combine(project.Folder, "docs", "a.pdf");
        var target = Path.Combine("docs", "a.txt");

        project.Build().Succeeded();
        Assert.That(File.ReadAllLines(list), Is.EqualTo([$"a.txt|{document}|text|{target}|false"]));

        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(File.ReadAllLines(list), Is.EqualTo([$"a.txt|{document}|text|{target}|true"]));
    }

    [Test]
    public void Without_documents_nothing_runs()
    {
        var result = Sandbox.AddProject().Build();

        result.SucceededWith("PDFC2022");
        Assert.That(result.OurTasks, Is.Empty);
        Assert.That(Sandbox.Cache, Does.Not.Exist);
    }
}
