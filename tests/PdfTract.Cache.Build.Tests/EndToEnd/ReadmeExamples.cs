using System.Text.RegularExpressions;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// The README's examples as they stand there, all in one project, with a document whose name has most of what a name may have. The programs that they name
/// are stand-ins on the PATH.
/// </summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[TestFixture("", TestName = "ReadmeExamples(in obj)")]
[TestFixture("results", TestName = "ReadmeExamples(in a folder of the user's choice)")]
[Parallelizable(ParallelScope.Self)]
public sealed class ReadmeExamples(string resultFolder) : IDisposable
{
    private const string Awkward = "a b;c%20d @(x) '#ü 中.fr";

    private readonly Sandbox _sandbox = new();
    private TestProject _project = null!;
    private Dictionary<string, string?> _environment = null!;

    private string Document => Path.Combine(_project.Folder, "docs", Awkward + ".pdf");

    private string Bin => Path.Combine(_project.Folder, "bin");

    private string Calls => Path.Combine(_sandbox.Root, "calls");

    [OneTimeSetUp]
    public void Write_the_project_of_the_README()
    {
        _project = _sandbox.AddCompilingProject();
        _project.Properties.Remove("PdfExtractCommand");
        if (resultFolder.Length > 0)
        {
            _project.Properties["PdfExtractOutputDirectory"] = resultFolder;
        }

        var examples = Regex.Matches(Repository.Read("README.md"), "```xml\n(?<xml>.*?)```", RegexOptions.Singleline).Select(match => match.Groups["xml"].Value).ToArray();
        Assert.That(examples, Has.Length.EqualTo(6), "a new example is looked at here too");
        _project.Items = """<Scan Include="scans/*" />""";
        _project.Targets = string.Concat(examples);

        Tool("pdftotext", $"if [ \"$1\" = -v ]; then echo 1; exit 0; fi\necho \"$2\" >> '{Calls}'\n{{ echo text; cat \"$2\"; }} > \"$3\"\n");
        Tool("ocrmypdf", "{ cat \"$1\"; echo readable; } > \"$2\"\n");
        _environment = new() { ["PATH"] = Path.Combine(_sandbox.Root, "tools") + ":" + Environment.GetEnvironmentVariable("PATH") };

        TestProject.Age(_project.AddDocument(Awkward + ".pdf", "An awkward name"));
        TestProject.Age(_project.AddDocument("plain.pdf", "A plain name"));
        TestPdfs.Write(Path.Combine(_project.Folder, "scans", "s " + Awkward + ".pdf"), "A scan");

        void Tool(string name, string text)
        {
            var file = _sandbox.Write("tools/" + name, "#!/bin/sh\n" + text);
            DotNet.RunProgram("chmod", "+x", file).Succeeded();
        }
    }

    public void Dispose() => _sandbox.Dispose();

    [Test]
    [Order(1)]
    public void A_cold_build_extracts_embeds_and_copies()
    {
        _project.Build(_environment).Succeeded();

        Assert.That(_project.Counts, Is.EqualTo(ExtractionCounts.Cold(3)));
        Everything(Path.Combine(Bin, "Debug", "net10.0"));
    }

    [TestCase(TestName = "A_later_build_has_nothing_to_do")]
    [Order(2)]
    public void A_later_build_has_nothing_to_do()
    {
        // A document that was made just before it was extracted is looked at once more (H50), and extracted by none.
        File.Delete(Calls);
        _project.Build(_environment).Succeeded();
        Assert.That(Calls, Does.Not.Exist);

        Assert.That(_project.Build(_environment).Succeeded().OurTasks, Is.Empty);
        Everything(Path.Combine(Bin, "Debug", "net10.0"));
    }

    [TestCase("--no-incremental")]
    [TestCase("-t:Rebuild")]
    [Order(3)]
    [Category("H54")]
    public void A_build_of_everything_has_all_from_the_cache(string argument)
    {
        _project.Build(_environment, argument).Succeeded();

        Assert.That(Calls, Does.Not.Exist);
        Everything(Path.Combine(Bin, "Debug", "net10.0"));
    }

    [Test]
    [Order(4)]
    [Category("H54")]
    public void Publishing_and_packing_without_a_build_take_the_results_of_the_last_build_H54()
    {
        _project.Build(_environment, "-c", "Release").Succeeded();
        var before = File.ReadAllBytes(Document);
        File.AppendAllText(Document, "edited, and not built");
        foreach (var command in new[] { "publish", "pack" })
        {
            DotNet.Run(_project.Folder, _sandbox.Environment(_environment), command, _project.File, "--no-build").Succeeded();
        }

        File.WriteAllBytes(Document, before);
        TestProject.Age(Document);
        Assert.That(Calls, Does.Not.Exist);
        Everything(Path.Combine(Bin, "Release", "net10.0", "publish"));
        using var package = ZipFile.OpenRead(Directory.GetFiles(Path.Combine(Bin, "Release"), "*.nupkg").Single());
        Assert.That(
            package.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName)).Where(name => name.StartsWith("texts/", StringComparison.Ordinal)),
            Is.EquivalentTo([$"texts/{Uri.UnescapeDataString(Awkward)}.txt", "texts/plain.txt", $"texts/s {Uri.UnescapeDataString(Awkward)}.txt"]));
    }

    [Test]
    [Order(5)]
    public void A_clean_clone_has_all_from_the_cache()
    {
        _project.RemoveObj();
        _project.Build(_environment).Succeeded();

        Assert.That(_project.Counts, Is.EqualTo(ExtractionCounts.Warm(3)));
        Everything(Path.Combine(Bin, "Debug", "net10.0"));

        // In a folder of the user's choice each configuration lists them, and the last to be cleaned removes them.
        _project.Run("clean").Succeeded();
        _project.Run("clean", "-c", "Release").Succeeded();
        Assert.That(resultFolder.Length > 0 ? Path.Combine(_project.Folder, resultFolder) : _project.Outputs, Does.Not.Exist);
    }

    /// <summary>The results are embedded in the assembly, and beside it.</summary>
    private void Everything(string folder)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(folder, "App.dll")));
        var metadata = file.GetMetadataReader();
        Assert.That(
            metadata.ManifestResources.Select(handle => metadata.GetString(metadata.GetManifestResource(handle).Name)),
            Is.EquivalentTo([$"docs/{Awkward}.txt", "docs/plain.txt", $"s {Awkward}.txt"]));
        var texts = Path.Combine(folder, "texts");
        Assert.That(FolderContents.Of(texts).Keys, Is.EquivalentTo([$"docs/{Awkward}.txt", "docs/plain.txt", $"s {Awkward}.txt"]));
        Assert.That(File.ReadAllBytes(Path.Combine(texts, "docs", Awkward + ".txt")), Is.EqualTo([.. "text\n"u8, .. File.ReadAllBytes(Document)]));
        Assert.That(File.ReadAllText(Path.Combine(texts, $"s {Awkward}.txt")), Does.EndWith("readable\n"));
    }
}
