using PdfTract.Cache.Stress.Oracle;
using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress.Profiles;

/// <summary>Everything at once for a while: nodes, readers, a vandal, cleaners with a small budget, and sudden deaths.</summary>
internal sealed class SoakProfile : IProfile
{
    private const int Keys = 60;

    public string Name => "soak";

    public string Description => "all of it mixed, for --seconds";

    public IEnumerable<Row> Run(StressOptions options)
    {
        using var run = new StressRun(options);
        var random = new Random(options.Seed);
        var stop = Path.Combine(run.Folder, "stop");
        WorkerSettings Endless(string role) => run.Worker(role) with
        {
            Keys = Keys,
            Iterations = int.MaxValue,
            Seconds = options.Seconds,
            StopFile = stop,
            MaxSize = 1024 * 1024,
            MaxLength = Math.Min(options.MaxLength, 1024 * 1024),
        };

        var survivors = StressRun.Start([
            .. Enumerable.Range(0, options.Processes).Select(_ => Endless("node")),
            Endless("reader"), Endless("vandal"), Endless("cleaner"), Endless("cleaner") with { ClockOffsetHours = 24 }]);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < options.Seconds)
        {
            var victims = StressRun.Start([Endless("node"), Endless("cleaner")]);
            StressRun.WaitUntilBusy(victims);
            Thread.Sleep(random.Next(300));
            foreach (var victim in victims)
            {
                victim.Kill();
            }

            run.WaitFor(victims, killed: true);
        }

        File.WriteAllText(stop, "");
        run.WaitFor(survivors);
        var temps = run.Temps().Count;
        run.AgeTemps();
        run.RunToEnd(run.Worker("store-each") with { Keys = Keys }, run.Worker("cleaner") with { Iterations = 1 });
        yield return run.Decide(
            $"{options.Seconds} seconds of everything: no wrong byte, no lost process, only temps of the dead",
            $"{run.Figures()}, {run.Count(JournalEvent.Damaged)} damages, {run.Count(JournalEvent.Cleaned)} clean-ups, {run.Evidence.Count(worker => worker.WasKilled)} deaths, {temps} temps left by them",
            [.. Leftovers.Of(run), .. Leftovers.MissingKeys(run, Enumerable.Range(0, Keys))]);
    }
}
