namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>All contestants that can start here, each on a folder of its own, the product first; and who could not, and why.</summary>
internal sealed class Field : IDisposable
{
    private readonly List<IContestant> _contestants = [];
    private readonly List<string> _absent = [];

    public Field(string folder)
    {
        Ours = new ExtractionCacheContestant(Path.Combine(folder, "ours"));
        _contestants.Add(Ours);
        Add("raw files", () => new RawFiles(Path.Combine(folder, "raw")));
        Add(Sqlite.Title, () => new Sqlite(Path.Combine(folder, "sqlite")));
        Add(TunedSqlite.Title, () => new TunedSqlite(Path.Combine(folder, "sqlite-tuned")));
        Add("LMDB", () => new Lmdb(Path.Combine(folder, "lmdb")));
        Add("Redis", () => new Redis(Path.Combine(folder, "redis")));
        Add("npm cacache", () => new Cacache(Path.Combine(folder, "cacache")));
    }

    public ExtractionCacheContestant Ours { get; }

    public IReadOnlyList<IContestant> Contestants => _contestants;

    /// <summary>The names of those that are not installed.</summary>
    public IReadOnlyList<string> Absent => _absent;

    public void Dispose() => _contestants.ForEach(contestant => contestant.Dispose());

    private void Add(string name, Func<IContestant> start)
    {
        try
        {
            _contestants.Add(start());
        }
        catch (Exception e) when (e is NotInstalledException or DllNotFoundException)
        {
            _absent.Add(name);
        }
        catch
        {
            // No server or process outlives a part that crashes.
            Dispose();
            throw;
        }
    }
}
