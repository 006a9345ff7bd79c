using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PdfTract.Cache.Stress;

/// <summary>
/// A solution of projects that list the same documents, for real builds: plain MSBuild projects on the tree's own .targets,
/// with this program as the extractor, command or worker, so that what is measured and judged is the package and not a compiler.
/// </summary>
internal sealed class FanOut
{
    public const int Projects = 6;

    private readonly string _folder;
    private readonly string _cache;

    private FanOut(string folder, string cache)
    {
        _folder = folder;
        _cache = cache;
    }

    public static int Documents => 12;

    /// <summary>Each project lists all documents.</summary>
    public static int Listed => Projects * Documents;

    /// <summary>Whether the tree has the tasks built.</summary>
    public static bool IsPossible => SourceTree.Root is not null && File.Exists(Path.Combine(TasksFolder, "PdfTract.Cache.Build.dll"));

    private static string TasksFolder => Path.Combine(SourceTree.Root!, "src", "PdfTract.Cache.Build", "bin", SourceTree.Configuration, "net8.0") + Path.DirectorySeparatorChar;

    /// <summary>Documents of different sizes, the same for the same seed.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="cache">The cache's directory.</param>
    /// <param name="seed">Of the documents.</param>
    /// <param name="isWorker">Whether the extractor is a worker; otherwise it is a command.</param>
    /// <param name="further">Names of more documents, of a few bytes.</param>
    public static FanOut Generate(string folder, string cache, int seed, bool isWorker = false, params string[] further)
    {
        Directory.CreateDirectory(Path.Combine(folder, "documents"));
        var random = new Random(seed);
        for (var i = 0; i < Documents; i++)
        {
            var bytes = new byte[1 << random.Next(2, 20)];
            random.NextBytes(bytes);
            File.WriteAllBytes(Path.Combine(folder, "documents", $"d{i}.pdf"), bytes);
        }

        foreach (var name in further)
        {
            File.WriteAllText(Path.Combine(folder, "documents", name), name);
        }

        var extractor = isWorker
            ? new XElement("PdfExtractWorker", $"\"{Environment.ProcessPath}\" work")
            : new XElement("PdfExtractCommand", $"\"{Environment.ProcessPath}\" extract {{input}} {{output}}");
        var targets = Path.Combine(SourceTree.Root!, "build", "PdfTract.Cache.Build.");
        for (var i = 0; i < Projects; i++)
        {
            Save(Path.Combine(folder, $"p{i}", $"p{i}.proj"), new XElement(
                "Project",
                new XElement(
                    "PropertyGroup",
                    new XElement("IntermediateOutputPath", "obj/"),
                    extractor,
                    new XElement("PdfExtractVersion", "1"),
                    new XElement("PdfExtractTimeout", isWorker ? "10s" : "10m"),
                    new XElement("PdfExtractMaxMemory", "400MB"),
                    new XElement("PdfCacheTasksFolder", TasksFolder)),
                new XElement("Import", new XAttribute("Project", targets + "props")),
                new XElement("ItemGroup", new XElement("PdfDocument", new XAttribute("Include", "../documents/*.pdf"))),
                new XElement("Import", new XAttribute("Project", targets + "targets")),
                new XElement("Target", new XAttribute("Name", "Build"), new XAttribute("DependsOnTargets", "PdfExtract"))));
        }

        Save(Path.Combine(folder, "all.proj"), new XElement(
            "Project",
            new XElement("ItemGroup", new XElement("ProjectToBuild", new XAttribute("Include", "p*/*.proj"))),
            new XElement("Target", new XAttribute("Name", "Build"), new XElement(
                "MSBuild", new XAttribute("Projects", "@(ProjectToBuild)"), new XAttribute("BuildInParallel", "true")))));
        return new FanOut(folder, cache);
    }

    /// <summary>The extractor: what it writes is a function of the document alone.</summary>
    public static int Extract(string input, string output)
    {
        var document = File.ReadAllBytes(input);
        Array.Reverse(document);
        File.WriteAllBytes(output, [.. System.Security.Cryptography.SHA256.HashData(document), .. document]);
        return 0;
    }

    /// <returns>What went wrong; null when the build succeeded.</returns>
    public string? Build(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var (exitCode, output) = Run(environment, arguments);
        return exitCode == 0 && !output.Contains("warning PDFC", StringComparison.Ordinal) ? null : $"exit code {exitCode}: {output}";
    }

    /// <summary>Builds all projects.</summary>
    public (int ExitCode, string Output) Run(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var variables = new Dictionary<string, string?>(environment) { ["PDFTRACT_CACHE_DIR"] = _cache, ["PDFTRACT_CACHE_NO_FSYNC"] = "1" };
        return SourceTree.DotNet(_folder, variables, ["build", "all.proj", "--no-restore", "-nologo", "-tl:off", .. arguments]);
    }

    public void RemoveOutputs()
    {
        foreach (var obj in Directory.GetDirectories(_folder, "obj", SearchOption.AllDirectories))
        {
            Directory.Delete(obj, recursive: true);
        }
    }

    /// <summary>Every output of every project, by relative path.</summary>
    public IReadOnlyDictionary<string, string> Outputs() => Directory
        .GetFiles(_folder, "*.txt", SearchOption.AllDirectories)
        .Where(file => file.Contains($"{Path.DirectorySeparatorChar}pdf{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            // What a killed build left behind, and the next clean-up removes.
            && !file.Contains(".pdfc.tmp.", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetRelativePath(_folder, file), file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));

    /// <summary>The sum of one figure over the statistics of all projects.</summary>
    public int Sum(string figure) => Directory
        .GetFiles(_folder, "*.pdfextract.json", SearchOption.AllDirectories)
        .Sum(file => int.Parse(Regex.Match(File.ReadAllText(file), $"\"{figure}\":([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    private static void Save(string path, XElement project)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        project.Save(path);
    }
}
