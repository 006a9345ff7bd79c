using System.Diagnostics;

namespace PdfTract.Cache.Benchmarks.Builds;

/// <summary>Runs `dotnet build` as a process of its own, with nodes of its own that end with it.</summary>
internal static class DotNetBuild
{
    public static Dictionary<string, string?> Environment(string? cache = null) => new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["PDFTRACT_CACHE_DIR"] = cache,
        ["PDFTRACT_CACHE_NO_FSYNC"] = null,
        // What `dotnet run` of this program leaves behind would lead the nested build astray.
        ["MSBUILD_EXE_PATH"] = null,
        ["MSBuildSDKsPath"] = null,
        ["MSBuildExtensionsPath"] = null,
    };

    /// <returns>From the start of the process to its end.</returns>
    /// <exception cref="InvalidOperationException">The build failed, or the cache had to warn.</exception>
    public static TimeSpan Run(string folder, string? cache, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var (exitCode, output) = SourceTree.DotNet(folder, Environment(cache), ["build", .. arguments, "-nologo", "-tl:off", "-v:m"]);
        var elapsed = clock.Elapsed;
        return exitCode == 0 && !output.Contains("warning PDFC", StringComparison.Ordinal)
            ? elapsed
            : throw new InvalidOperationException($"'dotnet build {string.Join(' ', arguments)}' in '{folder}': exit code {exitCode}: {output}");
    }
}
