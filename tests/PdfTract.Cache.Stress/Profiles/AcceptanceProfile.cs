using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Profiles;

/// <summary>The eight rows that the module's ancestor promised, with processes.</summary>
internal sealed class AcceptanceProfile : IProfile
{
    private const int Noise = 200_000;

    public string Name => "acceptance";

    public string Description => "the eight acceptance criteria";

    public IEnumerable<Row> Run(StressOptions options)
    {
        yield return OneFingerprint(options);
        yield return ReadersAgainstWriters(options);
        yield return EightWriters(options);
        yield return CrashInMidWrite(options);
        yield return DiskFullProfile.Fill(options, "5. disk full: the extraction succeeds, only the cache write fails (H05)");
        yield return CorruptEntry(options);
        yield return StaleTemp(options);
        yield return FourProcesses(options);
    }

    private static Row OneFingerprint(StressOptions options)
    {
        using var run = new StressRun(options);
        run.RunToEnd(Enumerable.Range(0, 2).Select(_ => run.Worker("own-key") with { Iterations = 50 }));
        return run.Decide(
            "1. two extractors on one fingerprint both succeed, and neither waits for the other",
            run.Figures(),
            [run.Count(JournalEvent.Stored) == 100 ? null : $"{run.Count(JournalEvent.Stored)} of 100 stores succeeded", .. Leftovers.Of(run), .. Leftovers.MissingKeys(run, [0])]);
    }

    private static Row ReadersAgainstWriters(StressOptions options)
    {
        using var run = new StressRun(options);
        run.RunToEnd(run.Worker("store-each") with { Keys = 2 });
        var writers = Enumerable.Range(0, 2).Select(_ => run.Worker("writer") with { Keys = 2, Iterations = 100, MaxLength = 1024 * 1024 });
        var readers = Enumerable.Range(0, 2).Select(_ => run.Worker("reader") with { Keys = 2, Iterations = 400, NothingVanishes = true });
        run.RunToEnd([.. writers, .. readers]);
        return run.Decide("2. readers in a loop against writers never see a torn write or an absence (H03)", run.Figures(), Leftovers.Of(run));
    }

    private static Row EightWriters(StressOptions options)
    {
        using var run = new StressRun(options);
        run.RunToEnd(Enumerable.Range(0, 8).Select(i => run.Worker("own-key") with { FirstKey = i, Iterations = 25 }));
        return run.Decide(
            "3. eight writers with eight keys in one directory",
            run.Figures(),
            [run.Count(JournalEvent.Stored) == 200 ? null : "a store failed", .. Leftovers.Of(run), .. Leftovers.MissingKeys(run, Enumerable.Range(0, 8))]);
    }

    private static Row CrashInMidWrite(StressOptions options)
    {
        using var run = new StressRun(options);
        run.RunToEnd(run.Worker("own-key") with { MinLength = Noise, MaxLength = Noise, DieAtStep = (int)ProtocolStep.StoreWritten });
        var left = run.Temps().Count;
        run.AgeTemps();
        run.RunToEnd(run.Worker("cleaner") with { Iterations = 1 });
        return run.Decide(
            "4. a crash in mid-write leaves a temp, which the next clean-up removes (H07)",
            $"exit code {run.Evidence[0].ExitCode}, {left} temp left, {run.Temps().Count} after the clean-up",
            [left == 1 ? null : $"{left} temps were left", run.Entries().Count == 0 ? null : "an entry is there", .. Leftovers.Of(run)]);
    }

    private static Row CorruptEntry(StressOptions options)
    {
        using var run = new StressRun(options);
        run.RunToEnd(run.Worker("own-key") with { Iterations = 1, MinLength = Noise, MaxLength = Noise });
        var entry = run.Entries().Single();
        using (var file = new FileStream(entry, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = file.Length / 2;
            var middle = file.ReadByte();
            file.Position = file.Length / 2;
            file.WriteByte((byte)(middle ^ 0x10));
        }

        run.RunToEnd(run.Worker("restore-each") with { Keys = 1 });
        var miss = run.Evidence[^1].Lines.SingleOrDefault(line => line.Event == JournalEvent.Miss);
        return run.Decide(
            "6. a corrupt entry is a miss, and is deleted",
            $"one flipped bit: {miss?.Detail}",
            [miss?.Detail == nameof(MissReason.Corrupt) ? null : "it was no miss", File.Exists(entry) ? "it is still there" : null, .. Leftovers.Of(run)]);
    }

    private static Row StaleTemp(StressOptions options)
    {
        using var run = new StressRun(options);
        run.RunToEnd(run.Worker("own-key") with { Iterations = 1 });
        var entry = run.Layout.Entry(Workers.WorkerContext.KeyOf(0));
        var (stale, live) = (CacheLayout.NewTemp(entry), CacheLayout.NewTemp(entry));
        File.WriteAllText(stale, "");
        File.WriteAllText(live, "");
        File.SetLastWriteTimeUtc(stale, DateTime.UtcNow.AddMinutes(-61));
        File.SetLastWriteTimeUtc(live, DateTime.UtcNow.AddMinutes(-59));
        run.RunToEnd(run.Worker("cleaner") with { Iterations = 1 });
        return run.Decide(
            "7. a temp older than an hour is removed at start-up, a younger one stays",
            run.Figures(),
            [File.Exists(stale) ? "the stale one is there" : null, File.Exists(live) ? null : "the live one is gone"]);
    }

    private static Row FourProcesses(StressOptions options)
    {
        using var run = new StressRun(options);
        run.RunToEnd(Enumerable.Range(0, 4).Select(_ => run.Worker("node") with { Keys = 10, Iterations = 100, NothingVanishes = true }));
        return run.Decide("8. stress: 4 processes x 100 iterations x the same 10 keys (H09)", run.Figures(), Leftovers.Of(run));
    }
}
