namespace PdfTract.Cache.Tests;

/// <summary>One store or one restore in a process of its own, for tests that watch its system calls or make them fail.</summary>
internal static class ChildProgram
{
    /// <summary>Arguments: "store" or "restore", the root, the key, the two outputs' paths, and whether to fsync. Prints what became of it.</summary>
    public static int Main(string[] args)
    {
        using var cache = new ExtractionCache(new CacheSettings(args[1]) { Fsync = bool.Parse(args[5]) });
        if (!CacheKey.TryParse(args[2], out var key))
        {
            return 2;
        }

        OutputFile[] outputs = [new("text", args[3]), new("json", args[4])];
        Console.Out.Write(args[0] == "store"
            ? cache.Store(key, new Provenance("host", "1.2.3", DateTime.UnixEpoch, TimeSpan.Zero), outputs).Outcome.ToString()
            : cache.Restore(key, outputs).Reason.ToString());
        return 0;
    }
}
