using System.Globalization;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// The packages as users get them, packed once a run from these sources, on first use. The version is new in each run: a
/// node, a server or a package folder that knows an older build of it cannot serve that one.
/// </summary>
[SetUpFixture]
public sealed class PackedPackages
{
    public const string Tasks = "PdfTract.Cache.Build";
    public const string PdfPig = "PdfTract.Cache.Build.PdfPig";
    public const string Library = "PdfTract.Cache";

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "pdftract-packages-" + Guid.NewGuid().ToString("N")[..8]);
    private static readonly Lock Packing = new();
    private static readonly Dictionary<string, BuildResult> Packed = [];

    /// <summary>The version of both packages in this run.</summary>
    public static string Version { get; } =
        string.Create(CultureInfo.InvariantCulture, $"0.0.0-test.{DateTime.UtcNow:yyyyMMddHHmmss}.{Environment.ProcessId}");

    /// <summary>A folder that NuGet takes packages from.</summary>
    public static string Feed => Path.Combine(Folder, "feed");

    /// <summary>Where NuGet unpacks packages, once a run.</summary>
    public static string Unpacked => Path.Combine(Folder, "unpacked");

    /// <summary>The packages that these sources were built with, which the library asks for.</summary>
    public static string FromTheTree => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The package as NuGet has unpacked it for the builds of this run.</summary>
#pragma warning disable CA1308 // NuGet's folders are lower case.
    public static string FolderOf(string package) => Path.Combine(Unpacked, package.ToLowerInvariant(), Version);
#pragma warning restore CA1308

    /// <summary>The package's file.</summary>
    public static string FileOf(string package) => Path.Combine(Feed, $"{package}.{Version}.nupkg");

    /// <summary>Packs the package, unless this run has done so.</summary>
    /// <returns>What packing it said.</returns>
    internal static BuildResult Pack(string package)
    {
        lock (Packing)
        {
            if (!Packed.TryGetValue(package, out var result))
            {
                Packed.Add(package, result = Pack(package, Feed));
                if (result.ExitCode == 0)
                {
                    Unpack(package);
                }
            }

            Assert.That(result.ExitCode, Is.Zero, result.Process.Output);
            return result;
        }
    }

    /// <summary>Packs the package anew, from nothing, with the same version.</summary>
    /// <returns>The package's file.</returns>
    internal static string PackAgain(string package)
    {
        lock (Packing)
        {
            Directory.Delete(Artifacts, recursive: true);
            var feed = Path.Combine(Folder, "again");
            Pack(package, feed).Process.Succeeded();
            return Path.Combine(feed, Path.GetFileName(FileOf(package)));
        }
    }

    [OneTimeTearDown]
    public void Remove()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>Not the tree's own obj and bin: `dotnet test` of the whole solution builds there at the same time.</summary>
    private static string Artifacts => Path.Combine(Folder, "artifacts");

    private static BuildResult Pack(string package, string feed)
    {
        var log = Path.Combine(Folder, package + ".binlog");
        var process = DotNet.Run(
            Repository.Root,
            new Dictionary<string, string?>(),
            "pack",
            Path.Combine("src", package, package + ".csproj"),
            "--configuration", "Release",
            "--artifacts-path", Artifacts,
            "--output", feed,
            $"-p:Version={Version}",
            // It would ask the network, which the sources' own build has done.
            "-p:NuGetAudit=false",
            $"-bl:{log};ProjectImports=None");
        return new BuildResult(process, log);
    }

    /// <summary>
    /// Into the run's package folder, from the feed alone. Otherwise the first restore would ask every source of this user for
    /// a version that only this run has, and a slow network would be a slow or a red test.
    /// </summary>
    private static void Unpack(string package)
    {
        var project = Path.Combine(Folder, "unpack", $"Unpack.{package}.csproj");
        Directory.CreateDirectory(Path.GetDirectoryName(project)!);
        File.WriteAllText(project,
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
                <NuGetAudit>false</NuGetAudit>
                <RestoreFallbackFolders>{FromTheTree}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        DotNet.Run(Folder, new Dictionary<string, string?> { ["NUGET_PACKAGES"] = Unpacked }, "restore", project, "--source", Feed).Succeeded();
    }
}
