namespace PdfTract.Cache.Build.Tests;

/// <summary>The PdfPig package beside the cache package, as the README puts them.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class EmbeddedExtractor : SandboxTests
{
    [Test]
    public void It_makes_text_and_json_of_every_document_and_the_cache_gives_them_back()
    {
        var project = PdfPigProject();
        TestProject.Age(project.AddDocument("guide.pdf", "A lamp needs oil", "and a wick"));
        TestProject.Age(project.AddDocument("people/holidays.pdf", "Thirty days"));

        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
        Assert.That(File.ReadAllText(project.Output("docs/guide.txt")), Does.Contain("A lamp needs oil").And.Contain("and a wick"));
        Assert.That(File.ReadAllText(project.Output("docs/guide.json")), Does.Contain("lamp"));
        var outputs = FolderContents.Of(project.Outputs);
        Assert.That(outputs.Keys, Is.EqualTo(["docs/guide.json", "docs/guide.txt", "docs/people/holidays.json", "docs/people/holidays.txt"]));
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);

        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        Assert.That(FolderContents.Of(project.Outputs), Is.EqualTo(outputs));
    }

    [Test]
    public void A_file_that_is_no_PDF_is_an_error_and_the_others_are_stored()
    {
        var project = PdfPigProject();
        project.AddDocument("good.pdf", "A lamp needs oil");
        var bad = Path.Combine(project.Folder, "docs", "bad.pdf");
        File.WriteAllText(bad, "This is a letter.");

        var error = project.Build().FailedWithError("PDFC1014");

        Assert.That(error.File, Is.EqualTo(bad));
        Assert.That(error.Message, Does.Contain(bad));
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(1));
        Assert.That(project.Output("docs/good.txt"), Does.Exist);
        Assert.That(project.Output("docs/bad.txt"), Does.Not.Exist);
        Assert.That(Sandbox.Temps, Is.Empty);
    }

    [Test]
    public void A_kind_that_it_does_not_make_is_an_error()
    {
        var project = PdfPigProject();
        project.AddDocument("guide.pdf", "A lamp needs oil");
        project.Properties["PdfExtractOutputs"] = "text;html";

        Assert.That(project.Build().FailedWithError("PDFC1015").Message, Does.Contain("html"));
    }

    [Test]
    public void Options_which_it_does_not_take_are_an_error()
    {
        var project = PdfPigProject();
        project.AddDocument("guide.pdf", "A lamp needs oil");
        project.Properties["PdfExtractOptions"] = "-layout";

        Assert.That(project.Build().FailedWithError("PDFC1019").Message, Does.Contain("'-layout'").And.Contain("'pdfpig' takes none"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = ShellScript)]
    public void A_command_of_the_project_goes_before_it()
    {
        var project = PdfPigProject();
        project.AddDocument("a.pdf", "A lamp needs oil");
        project.Properties["PdfExtractCommand"] = Sandbox.Extractor.Command;

        project.Build().Succeeded();

        OutputsAreRight(project);
    }

    [Test]
    public void Without_the_cache_package_it_says_what_is_missing()
    {
        var project = PdfPigProject();
        project.Packages = [PackedPackages.PdfPig];
        project.AddDocument("guide.pdf", "A lamp needs oil");

        Assert.That(project.Build().FailedWithError("PDFC1016").Message, Does.Contain("dotnet add package PdfTract.Cache.Build"));
    }

    private TestProject PdfPigProject()
    {
        PackedPackages.Pack(PackedPackages.PdfPig);
        var project = Sandbox.AddProject();
        project.Packages = [PackedPackages.PdfPig, PackedPackages.Tasks];
        project.Properties.Remove("PdfExtractCommand");
        return project;
    }
}
