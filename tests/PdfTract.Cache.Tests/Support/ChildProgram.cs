namespace PdfTract.Cache.Tests;

/// <summary>
/// What tests run in a process of its own: one store or one restore, to watch its system calls or make them fail; or another
/// user's doings, see <see cref="UserProgram"/>.
/// </summary>
internal static class ChildProgram
{
    /// <summary>Arguments: "store" or "restore", the root, the key, the two outputs' paths, and whether to fsync. Prints what became of it.</summary>
    public static int Main(string[] args)
    {
        if (args[0] == UserProgram.Command)
        {
            return UserProgram.Run(args[1..]);
        }

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
