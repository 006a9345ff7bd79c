using System.IO.Compression;

namespace PdfTract.Cache.Benchmarks.Builds;

/// <summary>The packages as users get them, packed from the sources once a run and unpacked: what is measured is what ships.</summary>
/// <param name="folder">Where to unpack them.</param>
internal sealed class PackedPackages(string folder)
{
    public const string Tasks = "PdfTract.Cache.Build";
    public const string PdfPig = "PdfTract.Cache.Build.PdfPig";

    /// <summary>The same in each run: no node or server outlives a build here, and what did not change need not be compiled again.</summary>
    private const string Version = "0.0.0-benchmark";

    private readonly Dictionary<string, string> _unpacked = [];

    private static string Kept => Path.Combine(BenchmarkOptions.Kept, "packages");

    /// <returns>The unpacked package's folder: build/, tools/, ….</returns>
    public string FolderOf(string package)
    {
        if (!_unpacked.TryGetValue(package, out var unpacked))
        {
            var (exitCode, output) = SourceTree.DotNet(
                SourceTree.Root!, DotNetBuild.Environment(),
                "pack", Path.Combine("src", package), "-c", "Release", "-o", Kept, "--artifacts-path", Path.Combine(Kept, "artifacts"),
                $"-p:Version={Version}", "-p:NuGetAudit=false", "-nologo", "-v:q");
            if (exitCode != 0)
            {
                throw new InvalidOperationException($"'{package}' could not be packed: {output}");
            }

            _unpacked.Add(package, unpacked = Path.Combine(folder, package));
            ZipFile.ExtractToDirectory(Path.Combine(Kept, $"{package}.{Version}.nupkg"), unpacked);
        }

        return unpacked;
    }

    /// <summary>Every folder of tasks for .NET that the package has: plain code, and what was compiled ahead for some systems, by their names.</summary>
    /// <returns>Their paths relative to tools/, such as net and net10.0/linux-x64, the plain one first.</returns>
    public IReadOnlyList<string> ToolsFolders()
    {
        var tools = Path.Combine(FolderOf(Tasks), "tools");
        return [.. Directory
            .EnumerateFiles(tools, Tasks + ".dll", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(tools, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(name => name != "netframework")
            .OrderBy(name => name != "net")
            .ThenBy(name => name, StringComparer.Ordinal)];
    }
}
