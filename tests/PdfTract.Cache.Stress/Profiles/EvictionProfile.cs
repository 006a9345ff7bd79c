using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Profiles;

/// <summary>Many cleaners with a small budget, alone and against nodes.</summary>
internal sealed class EvictionProfile : IProfile
{
    private const int Keys = 400;
    private const int Length = 16 * 1024;

    public string Name => "eviction";

    public string Description => "cleaners with a small budget against each other, readers and writers";

    public IEnumerable<Row> Run(StressOptions options)
    {
        yield return CleanersAlone(options);
        yield return CleanersAgainstNodes(options);
        yield return FreshEntriesStay(options);
    }

    private static Row CleanersAlone(StressOptions options)
    {
        using var run = new StressRun(options);
        var full = Fill(run);
        run.RunToEnd(Enumerable.Range(0, Math.Max(4, options.Processes)).Select(_ => run.Worker("cleaner") with { Iterations = 1, MaxSize = full / 2 }));
        return run.Decide("cleaners at once end within 10 % of the target (H28)", $"{Size(run)} of {full / 2} bytes", NearTarget(run, full / 2));
    }

    private static Row CleanersAgainstNodes(StressOptions options)
    {
        using var run = new StressRun(options);
        var budget = Fill(run) / 2;
        var stop = Path.Combine(run.Folder, "stop");
        var cleaners = StressRun.Start([.. Enumerable.Range(0, 2).Select(_ => run.Worker("cleaner") with { Iterations = int.MaxValue, MaxSize = budget, StopFile = stop })]);
        run.RunToEnd(Enumerable.Range(0, options.Processes).Select(_ => Node(run)));
        File.WriteAllText(stop, "");
        run.WaitFor(cleaners);

        // Enough to be above the budget whatever the cleaners left, and then one that has the last word.
        Fill(run);
        run.RunToEnd(run.Worker("cleaner") with { Iterations = 1, MaxSize = budget });
        return run.Decide(
            "readers and writers among cleaners see whole entries or none, and the size ends near the target (H28)",
            $"{run.Figures()}, {run.Count(JournalEvent.Cleaned)} clean-ups, {Size(run)} of {budget} bytes",
            [.. Leftovers.Of(run), .. NearTarget(run, budget)]);
    }

    /// <summary>
    /// All entries have one old age, and half of them have to go. The cleaner is held when it has chosen the first and not yet
    /// deleted it, until a writer has made every entry anew, and so that one: none may go (H31).
    /// </summary>
    private static Row FreshEntriesStay(StressOptions options)
    {
        using var run = new StressRun(options);
        var budget = Fill(run) / 2;
        var old = DateTime.UtcNow.AddHours(-30);
        foreach (var entry in run.Entries())
        {
            File.SetLastWriteTimeUtc(entry, old);
        }

        var pause = Path.Combine(run.Folder, "pause");
        var cleaner = StressRun.Start([run.Worker("cleaner") with
        {
            Iterations = 1,
            MaxSize = budget,
            PauseAtStep = (int)ProtocolStep.CleanupBeforeDelete,
            PauseFile = pause,
        }]);
        while (!File.Exists(pause) && !cleaner[0].HasExited)
        {
            Thread.Sleep(5);
        }

        run.RunToEnd(run.Worker("store-each") with { Keys = Keys, MinLength = Length, MaxLength = Length });
        var wasHeld = File.Exists(pause);
        File.Delete(pause);
        run.WaitFor(cleaner);
        return run.Decide(
            "an entry made anew between the scan and the deletion stays (H31)",
            $"{Keys} made anew, {run.Entries().Count} remain",
            [
                wasHeld ? null : "the cleaner was not held",
                .. Leftovers.MissingKeys(run, Enumerable.Range(0, Keys)),
            ]);
    }

    private static Workers.WorkerSettings Node(StressRun run) =>
        run.Worker("node") with { Keys = Keys, Iterations = run.Options.Iterations * 5, MinLength = Length, MaxLength = Length };

    /// <returns>The bytes of all entries.</returns>
    private static long Fill(StressRun run)
    {
        run.RunToEnd(run.Worker("store-each") with { Keys = Keys, MinLength = Length, MaxLength = Length });
        return Size(run);
    }

    private static long Size(StressRun run) => run.Entries().Sum(entry => new FileInfo(entry).Length);

    private static IEnumerable<string?> NearTarget(StressRun run, long target) =>
        [Size(run) <= target && Size(run) >= 0.9 * target ? null : $"the cache has {Size(run)} bytes, the target is {target}"];
}
