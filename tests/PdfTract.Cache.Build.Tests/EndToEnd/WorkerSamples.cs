namespace PdfTract.Cache.Build.Tests;

/// <summary>The workers of samples/Workers, as they stand.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class WorkerSamples : SandboxTests
{
    [Test]
    public void The_one_in_CSharp()
    {
        var program = Path.Combine(Sandbox.Root, "program");
        DotNet.Run(Sandbox.Root, Sandbox.Environment(), "build", Sample("CSharp/CountPages.csproj"), "-o", program, $"-p:BaseIntermediateOutputPath={Path.Combine(Sandbox.Root, "obj")}/").Succeeded();

        ItCountsPages($"\"{DotNet.Host}\" exec \"{Path.Combine(program, "CountPages.dll")}\"");
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "On Windows it has another name.")]
    public void The_one_in_Python() => ItCountsPages($"python3 \"{Sample("Python/extract.py")}\"");

    private static string Sample(string name) => Path.Combine(Repository.Root, "samples", "Workers", name);

    private void ItCountsPages(string worker)
    {
        var project = Sandbox.AddProject();
        project.Properties.Remove("PdfExtractCommand");
        project.Properties["PdfExtractWorker"] = worker;
        project.Properties["PdfExtractOptions"] = "-x \"a b\"";
        project.AddDocument("a.pdf", "one page");
        TestPdfs.Write(Path.Combine(project.Folder, "docs", "b=ü 漢.pdf"), "first page", "second page");

        project.Build().Succeeded();

        Assert.That(File.ReadAllText(project.Output("docs/a.txt")), Does.StartWith("1 pages, options ").And.Contain("-x").And.Contain("a b"));
        Assert.That(File.ReadAllText(project.Output("docs/b=ü 漢.txt")), Does.StartWith("2 pages, options "));
    }
}
