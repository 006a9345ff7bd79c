namespace PdfTract.Cache.Build.Tests;

/// <summary>The assemblies below tools/net10.0/: those of tools/net/, compiled ahead of time.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ReadyToRunImages
{
    private static readonly string[] Runtimes = ["linux-arm64", "linux-x64", "osx-arm64", "win-x64"];
    private static readonly string[] Compiled = ["PdfTract.Cache.Build.dll", "PdfTract.Cache.dll", "System.IO.Hashing.dll", "ZstdSharp.dll"];

    private string _tools = null!;

    [OneTimeSetUp]
    public void Pack()
    {
        PackedPackages.Pack(PackedPackages.Tasks);
        _tools = Path.Combine(PackedPackages.FolderOf(PackedPackages.Tasks), "tools");
    }

    [Test]
    public void There_is_a_folder_for_each_of_the_four_runtimes() =>
        Assert.That(Directory.GetDirectories(Path.Combine(_tools, "net10.0")).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(Runtimes));

    [TestCaseSource(nameof(Runtimes))]
    public void All_that_a_hit_runs_through_is_native_code_for_the_runtime(string runtime)
    {
        var folder = Path.Combine(_tools, "net10.0", runtime);
        var images = Directory.GetFiles(folder, "*.dll").Where(file => NativeImage.Of(file).IsReadyToRun).Order(StringComparer.Ordinal).ToArray();

        Assert.That(images.Select(Path.GetFileName), Is.EqualTo(Compiled));
        Assert.That(images.Select(file => NativeImage.Of(file).Machine), Has.All.EqualTo(NativeImage.MachineOf(runtime)));
    }

    [TestCaseSource(nameof(Runtimes))]
    public void The_IL_and_the_list_of_what_is_loaded_are_those_of_the_portable_folder(string runtime)
    {
        var folder = Path.Combine(_tools, "net10.0", runtime);
        var portable = Path.Combine(_tools, "net");

        Assert.That(Names(folder), Is.EqualTo(Names(portable)));
        Assert.That(Modules(folder), Is.EqualTo(Modules(portable)));
        Assert.That(Dependencies(folder), Is.EqualTo(Dependencies(portable)));

        static IEnumerable<string?> Names(string folder) => Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        static IEnumerable<Guid> Modules(string folder) => Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal).Select(file => NativeImage.Of(file).Mvid);
        static string Dependencies(string folder) => File.ReadAllText(Path.Combine(folder, PackedPackages.Tasks + ".deps.json"));
    }

    [Test]
    public void The_package_is_under_the_8_MB_that_the_README_says() =>
        Assert.That(new FileInfo(PackedPackages.FileOf(PackedPackages.Tasks)).Length, Is.LessThan(8_000_000));

    [Test]
    public void The_portable_folder_has_no_native_code() =>
        Assert.That(Directory.GetFiles(Path.Combine(_tools, "net"), "*.dll").Where(file => NativeImage.Of(file).IsReadyToRun), Is.Empty);
}
