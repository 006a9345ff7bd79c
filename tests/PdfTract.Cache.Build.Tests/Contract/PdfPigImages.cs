using System.Text.Json;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The worker's folders below tools/net10.0/: that of tools/net8.0/, compiled ahead of time, for the runtime that it was compiled for.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class PdfPigImages
{
    private static readonly string[] Runtimes = ["linux-arm64", "linux-x64", "osx-arm64", "win-x64"];
    private static readonly string[] Compiled =
    [
        "PdfTract.Cache.Build.PdfPig.dll", "UglyToad.PdfPig.Core.dll", "UglyToad.PdfPig.Fonts.dll", "UglyToad.PdfPig.Tokenization.dll", "UglyToad.PdfPig.Tokens.dll",
        "UglyToad.PdfPig.dll",
    ];

    private string _tools = null!;

    [OneTimeSetUp]
    public void Pack()
    {
        PackedPackages.Pack(PackedPackages.PdfPig);
        _tools = Path.Combine(PackedPackages.FolderOf(PackedPackages.PdfPig), "tools");
    }

    [TestCaseSource(nameof(Runtimes))]
    public void All_that_extracts_is_native_code_for_the_runtime(string runtime)
    {
        var images = Directory.GetFiles(Folder(runtime), "*.dll").Where(file => NativeImage.Of(file).IsReadyToRun).Order(StringComparer.Ordinal).ToArray();

        Assert.That(images.Select(Path.GetFileName), Is.EqualTo(Compiled));
        Assert.That(images.Select(file => NativeImage.Of(file).Machine), Has.All.EqualTo(NativeImage.MachineOf(runtime)));
    }

    [TestCaseSource(nameof(Runtimes))]
    public void The_files_and_their_IL_are_those_of_the_portable_folder(string runtime)
    {
        var portable = Path.Combine(_tools, "net8.0");

        Assert.That(Names(Folder(runtime)), Is.EqualTo(Names(portable)));
        Assert.That(Modules(Folder(runtime)), Is.EqualTo(Modules(portable)));

        static IEnumerable<string?> Names(string folder) => Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        static IEnumerable<Guid> Modules(string folder) => Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal).Select(file => NativeImage.Of(file).Mvid);
    }

    /// <summary>Where an older runtime is installed as well, the images would be of no use on it.</summary>
    [TestCaseSource(nameof(Runtimes))]
    public void The_images_run_on_the_runtime_that_they_were_compiled_for(string runtime)
    {
        Assert.That(Wanted(Folder(runtime)), Is.EqualTo(("net10.0", "10.0.0", "Major")));
        Assert.That(Wanted(Path.Combine(_tools, "net8.0")), Is.EqualTo(("net8.0", "8.0.0", "Major")));

        static (string?, string?, string?) Wanted(string folder)
        {
            using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, PackedPackages.PdfPig + ".runtimeconfig.json")));
            var options = config.RootElement.GetProperty("runtimeOptions");
            return (options.GetProperty("tfm").GetString(), options.GetProperty("framework").GetProperty("version").GetString(), options.GetProperty("rollForward").GetString());
        }
    }

    [TestCase("net8.0")]
    [TestCase("net10.0/linux-x64", IncludePlatform = "Linux")]
    public void It_extracts(string folder)
    {
        var document = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(document, DrawnPdf.Saying("Hello"));
            using var worker = new WorkerProcess(Path.Combine(_tools, folder, PackedPackages.PdfPig + ".dll"));

            Assert.That(worker.Ask($"--input={document}", $"--output:text={document}.text").ExitCode, Is.Zero);
            Assert.That(File.ReadAllText(document + ".text"), Is.EqualTo("Hello\n\f"));
        }
        finally
        {
            File.Delete(document);
            File.Delete(document + ".text");
        }
    }

    private string Folder(string runtime) => Path.Combine(_tools, "net10.0", runtime);
}
