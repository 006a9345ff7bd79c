namespace PdfTract.Cache.Tests;

/// <summary>
/// What tests run in a process of its own: stores or one restore, to watch its system calls or make them fail; or another user's
/// doings, see <see cref="UserProgram"/>.
/// </summary>
internal static class ChildProgram
{
    private static readonly Provenance SomeProvenance = new("host", "1.2.3", DateTime.UnixEpoch, TimeSpan.Zero);

    /// <summary>
    /// Arguments: "store" or "restore", the root, the key, the two outputs' paths, and whether to fsync; or "store-all", the root,
    /// whether to fsync, and for each entry its key and the two paths; or "remove-stale" and a folder of outputs. Prints what became of it.
    /// </summary>
    public static int Main(string[] args)
    {
        if (args[0] == UserProgram.Command)
        {
            return UserProgram.Run(args[1..]);
        }

        if (args[0] == "remove-stale")
        {
            OutputTemps.RemoveStale(args[1]);
            return 0;
        }

        if (args[0] == "store-all")
        {
            return StoreAll(args[1], bool.Parse(args[2]), args[3..]);
        }

        using var cache = new ExtractionCache(new CacheSettings(args[1]) { Fsync = bool.Parse(args[5]) });
        if (!CacheKey.TryParse(args[2], out var key))
        {
            return 2;
        }

        OutputFile[] outputs = [new("text", args[3]), new("json", args[4])];
        Console.Out.Write(args[0] == "store"
            ? cache.Store(key, SomeProvenance, outputs).Outcome.ToString()
            : cache.Restore(key, outputs).Reason.ToString());
        return 0;
    }

    private static int StoreAll(string root, bool fsync, string[] entries)
    {
        using var cache = new ExtractionCache(new CacheSettings(root) { Fsync = fsync });
        var results = cache.StoreAll([.. entries.Chunk(3).Select(Request)]);
        Console.Out.Write(string.Join(' ', results.Select(result => result.Outcome)));
        return 0;
    }

    private static StoreRequest Request(string[] entry) => CacheKey.TryParse(entry[0], out var key)
        ? new StoreRequest(key, SomeProvenance, [new("text", entry[1]), new("json", entry[2])])
        : throw new ArgumentException(entry[0]);
}
