namespace PdfTract.Cache.Build.Tests;

/// <summary>Real documents, where the environment variable PDFTRACT_CORPUS names a folder of them. Elsewhere there are no cases.</summary>
[NonParallelizable]
public sealed class Corpus : SandboxTests
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("PDFTRACT_CORPUS") ?? "";

    private static readonly string[] OnPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);

    private static IEnumerable<string> PdfPig => Folder.Length > 0 ? [Folder] : [];

    private static IEnumerable<string> Pdftotext =>
        Folder.Length > 0 && OnPath.Any(folder => File.Exists(Path.Combine(folder, "pdftotext"))) ? [Folder] : [];

    [TestCaseSource(nameof(PdfPig))]
    public void PdfPigs_results_of_a_warm_build_are_those_of_the_cold_one(string corpus)
    {
        PackedPackages.Pack(PackedPackages.PdfPig);
        var project = Sandbox.AddProject();
        project.Packages = [PackedPackages.Tasks, PackedPackages.PdfPig];
        project.Properties.Remove("PdfExtractCommand");

        ColdThenWarm(project, corpus, kinds: 2);
    }

    [TestCaseSource(nameof(Pdftotext))]
    public void Pdftotexts_results_of_a_warm_build_are_those_of_the_cold_one(string corpus)
    {
        var project = Sandbox.AddProject();
        project.Properties["PdfExtractCommand"] = "pdftotext -layout {input} {output}";
        project.Properties["PdfExtractVersionCommand"] = "pdftotext -v";

        ColdThenWarm(project, corpus, kinds: 1);
    }

    private static void ColdThenWarm(TestProject project, string corpus, int kinds)
    {
        project.Items = $"""<PdfDocument Include="{corpus}/**/*.pdf" LinkBase="corpus" />""";
        var documents = Directory.GetFiles(corpus, "*.pdf", SearchOption.AllDirectories).Length;

        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(documents)));
        var cold = FolderContents.Of(project.Outputs);
        Assert.That(cold, Has.Count.EqualTo(kinds * documents));
        Assert.That(Directory.GetFiles(project.Outputs, "*.txt", SearchOption.AllDirectories).Select(file => new FileInfo(file).Length), Has.All.GreaterThan(0));
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);

        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(documents)));
        Assert.That(FolderContents.Of(project.Outputs), Is.EqualTo(cold));
    }
}
