namespace PdfTract.Cache.Build.Tests;

/// <summary>What the user lists wrongly is an error that names the file and says what to do. The cache is not touched.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class WrongDocuments : SandboxTests
{
    [TestCase("true")]
    [TestCase("false")]
    public void A_document_that_does_not_exist_is_an_error_with_the_cache_on_or_off(string cacheEnabled)
    {
        var project = ProjectWith(documents: 1);
        project.Items = """<PdfDocument Include="docs/a.pdf;docs/gone.pdf" />""";

        var error = project.Build($"-p:PdfCacheEnabled={cacheEnabled}").FailedWithError("PDFC1001");

        Names(error, Path.Combine(project.Folder, "docs", "gone.pdf"), "does not exist", "Correct the PdfDocument item");
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
    }

    [Test]
    public void A_folder_is_no_document()
    {
        var project = ProjectWith(documents: 1);
        Directory.CreateDirectory(Path.Combine(project.Folder, "docs", "folder.pdf"));
        project.Items = """<PdfDocument Include="docs/folder.pdf" />""";

        var error = project.Build().FailedWithError("PDFC1001");

        Names(error, Path.Combine(project.Folder, "docs", "folder.pdf"), "is a folder", "take it out");
    }

    [Test]
    public void A_link_that_leads_nowhere_is_no_document()
    {
        var project = ProjectWith(documents: 1);
        File.CreateSymbolicLink(Path.Combine(project.Folder, "docs", "link.pdf"), "nowhere.pdf");

        var error = project.Build().FailedWithError("PDFC1001");

        Names(error, Path.Combine(project.Folder, "docs", "link.pdf"), "take it out");
    }

    [Test]
    public void Every_wrong_document_has_an_error_of_its_own()
    {
        var project = ProjectWith(documents: 1);
        project.Items = """<PdfDocument Include="docs/x.pdf;docs/a.pdf;docs/y.pdf" />""";

        var errors = project.Build().FailedWith("PDFC1001", "PDFC1001");

        Assert.That(errors.Select(error => Path.GetFileName(error.File)), Is.EqualTo(["x.pdf", "y.pdf"]));
        Untouched();
    }

    [Test]
    public void A_document_with_two_sets_of_options_is_an_error()
    {
        var project = ProjectWith(documents: 1);
        project.Items = """
            <PdfDocument Include="docs/a.pdf" ExtractOptions="-raw" />
            <PdfDocument Include="docs/a.pdf" ExtractOptions="-layout" />
            """;

        var error = project.Build().FailedWithError("PDFC1002");

        Names(error, Path.Combine(project.Folder, "docs", "a.pdf"), "'-raw' and '-layout'", "List it once", "Link");
    }

    [Test]
    public void A_document_with_two_sets_of_options_and_a_link_for_one_has_two_results()
    {
        var project = ProjectWith(documents: 1);
        project.Items = """
            <PdfDocument Include="docs/a.pdf" ExtractOptions="-raw" />
            <PdfDocument Include="docs/a.pdf" ExtractOptions="-layout" Link="docs/laid-out.pdf" />
            """;

        project.Build().Succeeded();

        var document = Path.Combine(project.Folder, "docs", "a.pdf");
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
        Assert.That(File.ReadAllBytes(project.Output("docs/a.txt")), Is.EqualTo(FakeExtractor.ResultOf(document, "-raw")));
        Assert.That(File.ReadAllBytes(project.Output("docs/laid-out.txt")), Is.EqualTo(FakeExtractor.ResultOf(document, "-layout")));
    }

    [Test]
    public void A_document_that_is_listed_twice_in_the_same_way_is_one_document()
    {
        var project = ProjectWith(documents: 1);
        project.Items = """
            <PdfDocument Include="docs/a.pdf" />
            <PdfDocument Include="docs/**/*.pdf" />
            """;

        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));
        OutputsAreRight(project);
    }

    [Test]
    public void Two_documents_of_one_name_from_elsewhere_have_one_place_and_that_is_an_error()
    {
        var project = Sandbox.AddProject();
        var first = TestPdfs.Write(Path.Combine(Sandbox.Root, "first", "report.pdf"), "One");
        var second = TestPdfs.Write(Path.Combine(Sandbox.Root, "second", "report.pdf"), "Two");
        project.Items = """<PdfDocument Include="../first/report.pdf;../second/report.pdf" />""";

        var error = project.Build().FailedWithError("PDFC1003");

        Names(error, second, first, project.Output("report.txt"), "Link");
    }

    [Test]
    public void An_output_inside_the_cache_is_an_error()
    {
        var project = ProjectWith(documents: 1);
        var inside = Path.Combine(Sandbox.Cache, "results");

        var error = project.Build($"-p:PdfExtractOutputDirectory={inside}").FailedWithError("PDFC1004");

        Names(error, Path.Combine(project.Folder, "docs", "a.pdf"), Path.Combine(inside, "docs", "a.txt"), "PdfExtractOutputDirectory", "PdfCacheDirectory");
    }

    [Test]
    public void An_output_whose_place_is_a_folder_is_an_error()
    {
        var project = ProjectWith(documents: 1);
        var folder = project.Output("docs/a.txt");
        Directory.CreateDirectory(folder);

        var error = project.Build().FailedWithError("PDFC1011");

        Names(error, Path.Combine(project.Folder, "docs", "a.pdf"), folder, "is a folder", "Remove the folder");
    }

    private void Names(Diagnostic error, string document, params string[] words)
    {
        Assert.That(error.File, Is.EqualTo(document));
        Assert.Multiple(() => Array.ForEach(words, word => Assert.That(error.Message, Does.Contain(word))));
        Untouched();
    }

    private void Untouched() => Assert.That(Sandbox.Cache, Does.Not.Exist);
}
