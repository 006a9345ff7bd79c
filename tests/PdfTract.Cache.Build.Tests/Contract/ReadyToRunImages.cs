using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The assemblies below tools/net10.0/: those of tools/net/, and hashing for another framework, compiled ahead of time.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ReadyToRunImages
{
    private static readonly string[] Runtimes = ["linux-arm64", "linux-x64", "osx-arm64", "win-x64"];
    private static readonly string[] Compiled = ["PdfTract.Cache.Build.dll", "PdfTract.Cache.dll", Hashing, "ZstdSharp.dll"];

    private const string Hashing = "System.IO.Hashing.dll";

    private string _tools = null!;

    /// <summary>Without a distribution's name, which a runtime that it built itself may bear.</summary>
    private static string Here =>
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";

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
        static IEnumerable<Guid> Modules(string folder) => Directory.GetFiles(folder, "*.dll").Where(file => Path.GetFileName(file) != Hashing)
            .Order(StringComparer.Ordinal).Select(file => NativeImage.Of(file).Mvid);
        static string Dependencies(string folder) => File.ReadAllText(Path.Combine(folder, PackedPackages.Tasks + ".deps.json"));
    }

    /// <summary>The only one that is not the portable folder's: the same assembly of the same version, built for another framework.</summary>
    [TestCaseSource(nameof(Runtimes))]
    public void Hashing_is_the_same_assembly_of_the_same_version(string runtime)
    {
        var here = Path.Combine(_tools, "net10.0", runtime, Hashing);
        var portable = Path.Combine(_tools, "net", Hashing);

        Assert.That(AssemblyName.GetAssemblyName(here).FullName, Is.EqualTo(AssemblyName.GetAssemblyName(portable).FullName));
    }

    /// <summary>Entries that were written with one are read with the other: in all of XXH3's ranges of length they must agree.</summary>
    [Test]
    public void Hashing_that_was_compiled_ahead_gives_the_same_checksums_as_the_portable_one()
    {
        var compiled = HashOf(Path.Combine(_tools, "net10.0", Here, Hashing));
        var portable = HashOf(Path.Combine(_tools, "net", Hashing));
        var bytes = new byte[3000];
        new Random(1).NextBytes(bytes);

        Assert.That(
            Enumerable.Range(0, bytes.Length).Where(length => !compiled(bytes[..length]).AsSpan().SequenceEqual(portable(bytes[..length]))), Is.Empty);

        static Func<byte[], byte[]> HashOf(string path) => new AssemblyLoadContext(path).LoadFromAssemblyPath(path)
            .GetType("System.IO.Hashing.XxHash128", throwOnError: true)!.GetMethod("Hash", [typeof(byte[])])!.CreateDelegate<Func<byte[], byte[]>>();
    }

    [Test]
    public void The_package_is_under_the_8_MB_that_the_README_says() =>
        Assert.That(new FileInfo(PackedPackages.FileOf(PackedPackages.Tasks)).Length, Is.LessThan(8_000_000));

    [Test]
    public void The_portable_folder_has_no_native_code() =>
        Assert.That(Directory.GetFiles(Path.Combine(_tools, "net"), "*.dll").Where(file => NativeImage.Of(file).IsReadyToRun), Is.Empty);
}
