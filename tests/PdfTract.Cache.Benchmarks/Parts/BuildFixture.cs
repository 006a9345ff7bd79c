using PdfTract.Cache.Benchmarks.Builds;
using PdfTract.Cache.Benchmarks.Driving;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>What the parts with real builds have in common: documents, the package, a cache that has everything.</summary>
internal sealed class BuildFixture
{
    private readonly PartContext _context;

    /// <param name="context">The part's.</param>
    /// <param name="documents">How many.</param>
    /// <param name="length">A document's length.</param>
    /// <param name="extractionSeconds">How long the extractor takes for one.</param>
    public BuildFixture(PartContext context, int documents, int length = 64 << 10, double extractionSeconds = 0)
    {
        _context = context;
        Documents = new DocumentSet(context.FolderFor("documents"), documents, length, context.Pieces);
        Extractor = new KnowingExtractor(context.FolderFor("extractor"), Documents, extractionSeconds);
        Cache = context.FolderFor("cache");
    }

    public DocumentSet Documents { get; }

    public KnowingExtractor Extractor { get; }

    public string Cache { get; }

    /// <summary>One build a round and contestant.</summary>
    public static Pace PaceOf(int rounds) => new(rounds, TimeSpan.Zero, TimeSpan.Zero, MostOperations: 1);

    /// <summary>A lane whose operations are builds; it is told their number.</summary>
    public static Lane Building(string contestant, Action<int> build)
    {
        var next = 0;
        return Lane.Repeating(contestant, () => build(next++));
    }

    /// <summary>Projects that share the first documents out among them and have them from the cache.</summary>
    public ProjectTree Consuming(string name, int projects, int documents)
    {
        var folder = _context.FolderFor(name);
        for (var i = 0; i < projects; i++)
        {
            var (first, last) = (documents * i / projects, documents * (i + 1) / projects);
            Documents.PlaceInto(Path.Combine(folder, $"p{i}", "docs"), first, last - first);
        }

        return new ProjectTree(
            folder, [.. Enumerable.Repeat(ProjectTree.Extracting(Extractor.Command, "docs/*.pdf"), projects)], Cache, Package(PackedPackages.Tasks));
    }

    /// <summary>The same projects without the package.</summary>
    public ProjectTree Without(string name, int projects, Func<int, string>? content = null) =>
        new(_context.FolderFor(name), [.. Enumerable.Range(0, projects).Select(i => content?.Invoke(i) ?? "")]);

    public (string Folder, string Name) Package(string name) => (_context.Packages.FolderOf(name), name);
}
