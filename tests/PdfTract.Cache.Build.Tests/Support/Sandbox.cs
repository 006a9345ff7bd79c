using NUnit.Framework.Interfaces;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// A folder with a cache, an extractor and projects of its own. It goes when the test has passed; a failed test's folder
/// stays, with every binary log in it.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    private readonly List<TestProject> _projects = [];
    private int _builds;

    public Sandbox(string name = "s")
    {
        PackedPackages.Pack(PackedPackages.Tasks);
        Root = Path.Combine(Path.GetTempPath(), "pdftract-tests-" + Guid.NewGuid().ToString("N")[..8], name);
        Directory.CreateDirectory(Root);
        Cache = Path.Combine(Root, "cache");
        Extractor = new FakeExtractor(Path.Combine(Root, "extractor"));

        // The sources that this user has stay, and the packed packages come on top.
        Write("NuGet.config",
            $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{PackedPackages.Feed}" />
              </packageSources>
            </configuration>
            """);

        // The searches upwards end here. Known vulnerabilities are not what these restores are about.
        Write("Directory.Build.props", "<Project><PropertyGroup><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    public string Root { get; }

    /// <summary>Given to each build as PDFTRACT_CACHE_DIR.</summary>
    public string Cache { get; set; }

    public FakeExtractor Extractor { get; }

    /// <summary>The cache's entries, as full paths in a fixed order.</summary>
    public IReadOnlyList<string> Entries => FilesIn(Cache, "*.pdfc");

    /// <summary>Temps in the cache and in the projects' outputs, and claims: there are none after a build, however it went.</summary>
    public IReadOnlyList<string> Temps => [.. Everything("*.tmp.*"), .. Claims];

    /// <summary>The cache's claims on entries that somebody is about to make.</summary>
    public IReadOnlyList<string> Claims => [.. Everything("*.claim")];

    /// <summary>Adds a project; its `docs` folder is empty.</summary>
    /// <param name="name">The project's name, and its folder's unless <paramref name="folder"/> says otherwise.</param>
    /// <param name="folder">Below the sandbox.</param>
    public TestProject AddProject(string name = "App", string? folder = null) =>
        Add(new TestProject(this, name, Path.Combine(Root, folder ?? name)));

    /// <summary>Adds a project that has sources and makes an assembly.</summary>
    public TestProject AddCompilingProject(string name = "App")
    {
        Write($"{name}/Nothing.cs", "internal static class Nothing;\n");
        return Add(new TestProject(this, name, Path.Combine(Root, name)) { Compiles = true });
    }

    /// <summary>Builds every project at once, as a solution.</summary>
    public BuildResult BuildAll(params string[] arguments)
    {
        var solution = WriteSolution();
        return Build(Root, [solution, .. arguments]);
    }

    /// <summary>Writes a solution of all projects.</summary>
    public string WriteSolution()
    {
        _projects.ForEach(project => project.Save());
        var lines = _projects.Select(project => $"""  <Project Path="{Path.GetRelativePath(Root, project.File)}" />""");
        return Write("All.slnx", $"<Solution>\n{string.Join('\n', lines)}\n</Solution>\n");
    }

    /// <summary>Runs `dotnet build -m` with these arguments and a binary log.</summary>
    public BuildResult Build(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var log = NextLog();
        var process = DotNet.Run(folder, Environment(environment), ["build", "-m", .. arguments, BinaryLogArgument(log)]);
        return new BuildResult(process, log);
    }

    public string NextLog() => Path.Combine(Root, "logs", $"{Interlocked.Increment(ref _builds)}.binlog");

    public static string BinaryLogArgument(string log) => $"-bl:{log};ProjectImports=None";

    /// <summary>The environment of a build in this sandbox.</summary>
    public Dictionary<string, string?> Environment(IReadOnlyDictionary<string, string?>? more = null)
    {
        var environment = new Dictionary<string, string?>
        {
            ["PDFTRACT_CACHE_DIR"] = Cache,
            ["NUGET_PACKAGES"] = PackedPackages.Unpacked,
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string?>())
        {
            environment[name] = value;
        }

        return environment;
    }

    public string Write(string path, string text)
    {
        path = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        var result = TestContext.CurrentContext.Result;
        if (result.Outcome.Status == TestStatus.Failed || result.FailCount > 0)
        {
            TestContext.Out.WriteLine($"Left for a look: {Root}");
        }
        else
        {
            Directory.Delete(Path.GetDirectoryName(Root)!, recursive: true);
        }
    }

    private IEnumerable<string> Everything(string pattern) =>
        Directory.EnumerateFileSystemEntries(Root, pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None });

    private TestProject Add(TestProject project)
    {
        _projects.Add(project);
        return project;
    }

    private static IReadOnlyList<string> FilesIn(string folder, string pattern) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
}
