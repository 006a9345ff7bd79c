using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Profiles;

/// <summary>Vandals damage entries while nodes work on them; and damaged entries that are repaired while readers remove them.</summary>
internal sealed class CorruptionProfile : IProfile
{
    /// <summary>About as long to read as to make anew: a reader has just found the damage when the writer comes.</summary>
    private const int RepairLength = 64 * 1024;

    /// <summary>Few, so that readers and owner meet.</summary>
    private const int RepairKeys = 2;

    public string Name => "corruption";

    public string Description => "entries are flipped, cut, extended, zeroed and swapped while all run";

    public IEnumerable<Row> Run(StressOptions options)
    {
        yield return Vandalism(options);
        yield return Repair(options);
    }

    private static Row Vandalism(StressOptions options)
    {
        using var run = new StressRun(options);
        var stop = Path.Combine(run.Folder, "stop");
        var vandals = StressRun.Start([run.Worker("vandal") with { Iterations = int.MaxValue, StopFile = stop }]);
        run.RunToEnd(Enumerable.Range(0, options.Processes).Select(_ => run.Worker("node")));
        File.WriteAllText(stop, "");
        run.WaitFor(vandals);

        var reasons = run.Evidence.SelectMany(worker => worker.Lines)
            .Where(line => line.Event == JournalEvent.Miss)
            .GroupBy(line => line.Detail)
            .Select(reason => $"{reason.Count()} {reason.Key}");
        return run.Decide(
            "every damage is a miss, and never a wrong byte (H14, H15)",
            $"{run.Figures()}, {run.Count(JournalEvent.Damaged)} damages; misses: {string.Join(", ", reasons)}",
            Leftovers.Of(run));
    }

    /// <summary>
    /// An owner damages its entries and stores each anew at once, while readers find the damage and remove it: never what the
    /// owner just stored (H01).
    /// </summary>
    private static Row Repair(StressOptions options)
    {
        using var run = new StressRun(options);
        var stop = Path.Combine(run.Folder, "stop");
        var readers = StressRun.Start([.. Enumerable.Range(0, Math.Max(2, options.Processes - 1))
            .Select(_ => run.Worker("reader") with { Keys = RepairKeys, Iterations = int.MaxValue, StopFile = stop })]);
        run.RunToEnd(run.Worker("repairer") with { Keys = RepairKeys, Iterations = options.Iterations * 10, MinLength = RepairLength, MaxLength = RepairLength });
        File.WriteAllText(stop, "");
        run.WaitFor(readers);
        return run.Decide(
            "no fresh entry is lost to the removal of a corrupt one (H01)",
            $"{run.Figures()}, {run.Count(JournalEvent.Damaged)} damages",
            [.. Leftovers.Of(run), run.Count(JournalEvent.Miss) > 0 ? null : "no reader ever met a damaged entry"]);
    }
}
