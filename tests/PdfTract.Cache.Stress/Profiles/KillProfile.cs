using PdfTract.Cache.Stress.Oracle;
using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress.Profiles;

/// <summary>Workers die at every numbered step of every protocol, then anywhere.</summary>
internal sealed class KillProfile : IProfile
{
    private const int SigKill = 137;
    private const int Keys = 8;

    /// <summary>Of every value, so that a cleaner always finds something to evict, whoever stored last.</summary>
    private const int MinLength = 20_000;

    public string Name => "kill";

    public string Description => "SIGKILL at every numbered step, then at random";

    public IEnumerable<Row> Run(StressOptions options)
    {
        // Folders get permissions of their own on Unix alone.
        foreach (var step in Enum.GetValues<ProtocolStep>().Where(step => step != ProtocolStep.FolderTempMade || !OperatingSystem.IsWindows()))
        {
            yield return AtStep(options, step);
        }

        yield return AtRandom(options);
    }

    private static Row AtStep(StressOptions options, ProtocolStep step)
    {
        using var run = new StressRun(options);
        var isCold = IsFirstUse(step) || IsClaim(step);
        if (!isCold)
        {
            run.RunToEnd(run.Worker("store-each") with { Keys = Keys, MinLength = MinLength });
        }

        // A healthy node works on the same keys while its neighbour dies.
        var healthy = isCold ? [] : StressRun.Start([run.Worker("node") with { Keys = Keys, MinLength = MinLength }]);
        run.RunToEnd(Victim(run, step));
        run.WaitFor(healthy);
        var victim = run.Evidence.Single(worker => worker.WasKilled);
        var died = victim.Lines.Count == 0 || victim.Lines[^1].Event != JournalEvent.Finished;
        var temps = run.Temps().Count;
        return run.Decide(
            $"dead at {step}: a temp at most is left, and the next run is clean (H07)",
            $"{run.Figures()}, exit code {victim.ExitCode}, {temps} temps left",
            [
                died ? null : "the worker never came to that step",
                victim.ExitCode is SigKill || !OperatingSystem.IsLinux() ? null : $"the worker ended with {victim.ExitCode}",
                temps <= 1 ? null : $"{temps} temps are left by one death",
                .. IsClaim(step) ? Heirs(run) : [],
                .. NextRun(run),
            ]);
    }

    private static Row AtRandom(StressOptions options)
    {
        using var run = new StressRun(options);
        var random = new Random(options.Seed);
        for (var round = 0; round < 10; round++)
        {
            var workers = StressRun.Start([.. Enumerable.Range(0, options.Processes).Select(_ => run.Worker("node") with { Keys = Keys, Iterations = int.MaxValue })]);
            StressRun.WaitUntilBusy(workers);
            Thread.Sleep(random.Next(200));
            foreach (var worker in workers)
            {
                worker.Kill();
                Thread.Sleep(random.Next(20));
            }

            run.WaitFor(workers, killed: true);
        }

        var temps = run.Temps().Count;
        var died = run.Evidence.Count;
        return run.Decide(
            "dead anywhere: only temps are left, and the next run is clean (H07)",
            $"{run.Figures()}, {temps} temps left by {died} deaths",
            [run.Evidence.Sum(worker => worker.Lines.Count) > died ? null : "they died before they worked", .. NextRun(run)]);
    }

    private static WorkerSettings Victim(StressRun run, ProtocolStep step)
    {
        var name = step.ToString();
        var role = name.StartsWith("Cleanup", StringComparison.Ordinal) ? "cleaner"
            : name.StartsWith("Store", StringComparison.Ordinal) || IsFirstUse(step) ? "writer"
            : name.StartsWith("Corrupt", StringComparison.Ordinal) ? "spoiler"
            : IsClaim(step) ? "extractor"
            : "restore-each";
        return run.Worker(role) with { Keys = Keys, DieAtStep = (int)step, Fsync = true, MaxSize = role == "cleaner" ? MinLength : null, MinLength = MinLength };
    }

    private static bool IsFirstUse(ProtocolStep step) =>
        step is ProtocolStep.RootTempWritten or ProtocolStep.RootPublished or ProtocolStep.FolderTempMade;

    private static bool IsClaim(ProtocolStep step) => step.ToString().StartsWith("Claim", StringComparison.Ordinal);

    /// <summary>Those who extract the same documents next take over what a dead one has claimed, and leave no claim.</summary>
    private static IEnumerable<string?> Heirs(StressRun run)
    {
        run.RunToEnd(run.Worker("extractor") with { Keys = Keys }, run.Worker("extractor") with { Keys = Keys });
        var claims = run.Temps().Count(file => CacheLayout.IsClaim(Path.GetFileName(file)));
        return [claims == 0 ? null : $"{claims} claims are left", .. Leftovers.MissingKeys(run, Enumerable.Range(0, Keys))];
    }

    /// <summary>Everybody who comes after: old temps go, every key can be stored and read, and no wrong byte is seen.</summary>
    private static IEnumerable<string?> NextRun(StressRun run)
    {
        run.AgeTemps();
        run.RunToEnd(run.Worker("store-each") with { Keys = Keys });
        run.RunToEnd(run.Worker("cleaner") with { Iterations = 1 }, run.Worker("restore-each") with { Keys = Keys, NothingVanishes = true });
        return [.. Leftovers.Of(run), .. Leftovers.MissingKeys(run, Enumerable.Range(0, Keys)), .. Judge.Violations(run.Evidence)];
    }
}
