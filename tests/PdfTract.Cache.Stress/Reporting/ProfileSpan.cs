namespace PdfTract.Cache.Stress.Reporting;

/// <summary>When a profile's workers were busy, in seconds since the first run began.</summary>
internal sealed record ProfileSpan(string Name, double From, double To)
{
    public static IReadOnlyList<ProfileSpan> Of(IReadOnlyList<RunFigures> runs)
    {
        var began = runs.Select(run => run.Began).DefaultIfEmpty().Min();
        return [.. runs.GroupBy(run => run.Profile, StringComparer.Ordinal).Select(profile => new ProfileSpan(
            profile.Key,
            profile.Min(run => (run.Began - began).TotalSeconds),
            profile.Max(run => (run.Began - began).TotalSeconds + run.Seconds)))];
    }

    public override string ToString() => $"{Name}: {Units.Seconds(From)} to {Units.Seconds(To)}";
}
