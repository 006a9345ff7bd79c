using System.IO.Compression;
using System.Security.Cryptography;
using System.Xml.Linq;

namespace PdfTract.Cache.Build.Tests;

/// <summary>What is in the .nupkg files.</summary>
[Parallelizable(ParallelScope.Self)]
[TestFixture(PackedPackages.Tasks)]
[TestFixture(PackedPackages.PdfPig)]
public sealed class PackageContents(string package)
{
    private SortedDictionary<string, byte[]> _files = null!;
    private BuildResult _pack = null!;

    [OneTimeSetUp]
    public void Pack()
    {
        _pack = PackedPackages.Pack(package);
        _files = Read(PackedPackages.FileOf(package));
    }

    [Test]
    public void Its_files_are_those_of_the_snapshot() => Snapshot.Matches($"{package}.nupkg", _files.Keys);

    [Test]
    public void Packing_it_gives_no_warning() => Assert.That(_pack.Warnings, Is.Empty);

    [Test]
    public void The_host_brings_its_own_assemblies() =>
        Assert.That(_files.Keys.Where(file => Path.GetFileName(file).StartsWith("Microsoft.Build", StringComparison.OrdinalIgnoreCase)), Is.Empty);

    [Test]
    public void It_is_a_development_dependency_without_dependencies()
    {
        var nuspec = XDocument.Parse(System.Text.Encoding.UTF8.GetString(_files[package + ".nuspec"]).TrimStart('\uFEFF'));

        Assert.That(Of("dependency"), Is.Empty);
        Assert.That(Of("developmentDependency"), Is.EqualTo(["true"]));
        Assert.That(Of("version"), Is.EqualTo([PackedPackages.Version]));
        Assert.That(Of("license"), Is.EqualTo(["MIT"]));
        Assert.That(Of("readme"), Is.EqualTo(["README.md"]));
        Assert.That(Of("icon"), Is.EqualTo(["icon.png"]));

        string[] Of(string name) => [.. nuspec.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value)];
    }

    [Test]
    public void What_the_build_loads_or_starts_lies_beside_the_list_of_what_it_loads()
    {
        foreach (var folder in (string[])(package == PackedPackages.Tasks ? ["tools/net", "tools/netframework"] : ["tools/net8.0"]))
        {
            Assert.That(_files.Keys, Does.Contain($"{folder}/{package}.dll"));
            Assert.That(_files.Keys, Does.Contain($"{folder}/{package}.deps.json"));
        }
    }

    [Test]
    [NonParallelizable]
    public void Packing_it_again_gives_the_same_bytes()
    {
        var again = Read(PackedPackages.PackAgain(package));

        // The container has times of its own; its files do not.
        Assert.That(Hashes(again), Is.EqualTo(Hashes(_files)));

        static IEnumerable<string> Hashes(SortedDictionary<string, byte[]> files) =>
            files.Select(file => $"{file.Key} {Convert.ToHexStringLower(SHA256.HashData(file.Value))}");
    }

    private static SortedDictionary<string, byte[]> Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            files.Add(entry.FullName, bytes.ToArray());
        }

        return files;
    }
}
