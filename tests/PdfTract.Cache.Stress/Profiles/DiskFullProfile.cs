using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Profiles;

/// <summary>A cache on a real file system of a few MiB that is full.</summary>
internal sealed class DiskFullProfile : IProfile
{
    private const int Megabytes = 4;
    private const int Length = 256 * 1024;

    public string Name => "diskfull";

    public string Description => $"a file system of {Megabytes} MiB";

    public IEnumerable<Row> Run(StressOptions options)
    {
        yield return Fill(options, "a full disk costs the store alone: old entries stand, no temp is left, and space comes back (H05)");
    }

    /// <summary>The same serves the acceptance profile.</summary>
    internal static Row Fill(StressOptions options, string name)
    {
        using var folder = new StressRun(options);
        using var disk = SmallFileSystem.TryMount(Path.Combine(folder.Folder, "disk"), Megabytes, out var reason);
        if (disk is null)
        {
            return new Row(name, RowState.Skipped, reason, []);
        }

        using var run = new StressRun(options) { CacheDirectory = Path.Combine(disk.Path, "cache") };
        run.RunToEnd(run.Worker("store-each") with { Keys = 4, MinLength = Length, MaxLength = Length });
        var writers = Enumerable.Range(1, Math.Max(2, options.Processes))
            .Select(i => run.Worker("store-each") with { FirstKey = 100 * i, Keys = 20, MinLength = Length, MaxLength = Length });
        run.RunToEnd(writers);
        var failed = run.Count(JournalEvent.StoreFailed);
        var temps = run.Temps().Count;
        var before = Leftovers.MissingKeys(run, Enumerable.Range(0, 4)).ToArray();

        // A clean-up makes room on the full disk, and the next store succeeds.
        run.RunToEnd(run.Worker("cleaner") with { Iterations = 1, MaxSize = Megabytes * 256 * 1024 });
        run.RunToEnd(run.Worker("store-each") with { FirstKey = 5000, Keys = 1, MinLength = Length, MaxLength = Length });
        return run.Decide(
            name,
            $"{run.Figures()}, {failed} stores failed",
            [
                failed > 0 ? null : "the disk never was full",
                temps == 0 ? null : $"{temps} temps are left on the full disk",
                .. before,
                .. Leftovers.MissingKeys(run, [5000]),
                .. Leftovers.Of(run),
            ]);
    }
}
