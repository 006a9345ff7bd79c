using PdfTract.Cache.Benchmarks.Builds;
using PdfTract.Cache.Benchmarks.Driving;
using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>What a part works with.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="folder">The part's own; it stays until the whole run is over.</param>
/// <param name="extracts">Made when somebody asks for them first.</param>
/// <param name="packages">Packed when somebody asks for them first.</param>
internal sealed class PartContext(BenchmarkOptions options, string folder, Lazy<Extracts> extracts, PackedPackages packages)
{
    /// <summary>What one contestant writes in a batch, at most, and what all of them need for it.</summary>
    private const int BatchBytes = 16 << 20, RoundBytes = 192 << 20;

    private Pieces? _pieces;

    public BenchmarkOptions Options => options;

    public Extracts Extracts => extracts.Value;

    public PackedPackages Packages => packages;

    public Pieces Pieces => _pieces ??= new Pieces(Extracts, FolderFor("pieces"));

    /// <summary>For what takes microseconds.</summary>
    public Pace Pace => options.Choose(
        new Pace(15, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(500)),
        new Pace(3, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20)));

    /// <summary>The same where each operation makes a file: as many files as a thorough run may leave behind.</summary>
    public Pace FilesPace(int length)
    {
        var most = options.Choose(Math.Clamp(BatchBytes / length, 16, 400), 8);
        var pages = new PageCache(Path.Combine(BenchmarkOptions.Kept, "pages"));
        var bytes = options.Choose(RoundBytes, RoundBytes / 100);
        return Pace with { Rounds = options.Choose(11, 3), MostOperations = most, BeforeRound = () => pages.Warm(bytes) };
    }

    public string FolderFor(string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(path);
        return path;
    }
}
