namespace PdfTract.Cache.Stress.Profiles;

/// <summary>Workers and cleaners whose clocks are a day off, in both directions, beside those that are right.</summary>
internal sealed class ClockProfile : IProfile
{
    public string Name => "clock";

    public string Description => "workers whose clock is a day off";

    public IEnumerable<Row> Run(StressOptions options)
    {
        foreach (var hours in new[] { 24, -24 })
        {
            using var run = new StressRun(options);
            run.RunToEnd(run.Worker("store-each") with { Keys = 8 });
            var live = PlaceTemp(run, key: 0, TimeSpan.FromMinutes(-50));
            var stale = PlaceTemp(run, key: 1, TimeSpan.FromMinutes(-70));
            run.RunToEnd(
                run.Worker("node") with { NothingVanishes = true, Keys = 8 },
                run.Worker("node") with { NothingVanishes = true, Keys = 8, ClockOffsetHours = hours },
                run.Worker("cleaner") with { ClockOffsetHours = hours, Iterations = 5, MaxAgeHours = 12 });
            yield return run.Decide(
                $"clocks {hours:+0;-0} hours off delete no live temp and no young entry; what is stale goes (H30)",
                run.Figures(),
                [
                    File.Exists(live) ? null : "a live temp was deleted",
                    File.Exists(stale) ? "a stale temp stayed" : null,
                    .. Leftovers.MissingKeys(run, Enumerable.Range(0, 8)),
                ]);
        }
    }

    private static string PlaceTemp(StressRun run, int key, TimeSpan age)
    {
        var temp = CacheLayout.NewTemp(run.Layout.Entry(Workers.WorkerContext.KeyOf(key)));
        File.WriteAllText(temp, "half an entry");
        File.SetLastWriteTimeUtc(temp, DateTime.UtcNow + age);
        return temp;
    }
}
