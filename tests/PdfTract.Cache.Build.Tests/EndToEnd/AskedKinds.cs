namespace PdfTract.Cache.Build.Tests;

/// <summary>What is asked for is there, whatever else is stored with it (H66).</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Category("H66")]
public sealed class AskedKinds : SandboxTests
{
    private const string Kinds = "PdfExtractOutputs";

    [Test]
    public void Each_choice_of_the_stored_output_kinds_is_a_hit_and_a_new_kind_is_extracted_once_H66()
    {
        var project = ProjectWith(documents: 2);
        project.Properties["PdfExtractCommand"] = $"\"{Sandbox.Extractor.Program}\" {{input}} options={{options}} {{output:text}} {{output:json}} {{output:other}}";
        Asks(project, "text;json", ExtractionCounts.Cold(2));

        Asks(project, "json", ExtractionCounts.Warm(2));
        Asks(project, "text", ExtractionCounts.Warm(2));
        Asks(project, "text;json;other", ExtractionCounts.Cold(2));

        Sandbox.Extractor.Forget();
        Asks(project, "json", ExtractionCounts.Warm(2));
        Asks(project, "other;text", ExtractionCounts.Warm(2));
        Asks(project, "text;json;other", ExtractionCounts.Warm(2));
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(2), "one entry a document");
        Assert.That(Directory.GetFiles(project.Folder, "*unasked*", SearchOption.AllDirectories), Is.Empty);
    }

    /// <summary>A command with one output does not even know what kind it makes.</summary>
    [Test]
    public void Projects_that_ask_for_different_kinds_of_one_document_stop_extracting_it_H66()
    {
        var text = ProjectWith(documents: 1, "Text");
        var json = Sandbox.AddProject("Json");
        json.Items = """<PdfDocument Include="../Text/docs/a.pdf" Link="docs/a.pdf" />""";

        Asks(text, "text", ExtractionCounts.Cold(1));
        Asks(json, "json", ExtractionCounts.Cold(1));
        Asks(text, "text", ExtractionCounts.Warm(1));
        Asks(json, "json", ExtractionCounts.Warm(1));
    }

    [Test]
    public void Of_the_embedded_extractors_text_and_json_one_alone_is_a_hit_and_a_refresh_replaces_both_H66()
    {
        PackedPackages.Pack(PackedPackages.PdfPig);
        var project = ProjectWith(documents: 1);
        project.Packages = [PackedPackages.Tasks, PackedPackages.PdfPig];
        project.Properties.Remove("PdfExtractCommand");
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));

        project.RemoveObj();
        project.Build("-p:PdfExtractOutputs=json").Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(1)));
        Assert.That(FolderContents.Of(project.Outputs).Keys, Is.EqualTo(["docs/a.json"]));

        project.RemoveObj();
        project.Build("-p:PdfExtractOutputs=json", "-p:PdfCacheRefresh=true").Succeeded();
        project.RemoveObj();
        var log = project.Build("-p:PdfExtractOutputs=text").Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));
        Assert.That(log.Messages, Has.Some.Contains("KindsMissing (It holds json, and not text.)"));
    }

    private static void Asks(TestProject project, string kinds, ExtractionCounts expected)
    {
        project.Properties[Kinds] = kinds;
        project.RemoveObj();
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(expected), kinds);
        var endings = kinds.Split(';').Select(kind => kind == "text" ? "txt" : kind).ToArray();
        var outputs = FolderContents.Of(project.Outputs).Keys;
        Assert.That(outputs.Select(Path.GetExtension).Distinct(), Is.EquivalentTo(endings.Select(ending => "." + ending)), "what was asked for and nothing else");
        foreach (var output in outputs)
        {
            var document = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(project.Folder)!), Path.GetFileNameWithoutExtension(output) + ".pdf", SearchOption.AllDirectories).Single();
            Assert.That(File.ReadAllBytes(project.Output(output)), Is.EqualTo(FakeExtractor.ResultOf(document, ending: Path.GetExtension(output)[1..])));
        }
    }
}
