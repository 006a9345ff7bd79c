using System.Globalization;
using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>The look-ups of one part of the whole time, in seconds since the first run began.</summary>
internal sealed record TimeSlice(double From, double To, int Hits, int Misses)
{
    private const int Slices = 60;

    public int LookUps => Hits + Misses;

    /// <summary>From 0 to 1; null when nobody looked.</summary>
    public double? HitRate => LookUps == 0 ? null : (double)Hits / LookUps;

    /// <summary>As many slices of equal length as a chart can show.</summary>
    public static IReadOnlyList<TimeSlice> Of(IReadOnlyList<Evidence> workers)
    {
        if (workers.Count == 0)
        {
            return [];
        }

        var began = workers.Min(worker => worker.Settings.RunBegan);
        var end = workers.Max(worker => worker.Lines.Select(line => At(worker, line)).DefaultIfEmpty().Max());
        var length = Math.Max(1, end / Slices);
        var hits = new int[Slices];
        var misses = new int[Slices];
        foreach (var worker in workers)
        {
            foreach (var line in worker.Lines)
            {
                if (line.Event is JournalEvent.Hit or JournalEvent.Miss)
                {
                    // The last moment belongs to the last slice; a clock that was set back belongs to the first.
                    var slice = Math.Clamp((int)(At(worker, line) / length), 0, Slices - 1);
                    (line.Event == JournalEvent.Hit ? hits : misses)[slice]++;
                }
            }
        }

        return [.. Enumerable.Range(0, Slices).Select(i => new TimeSlice(i * length / 1000, (i + 1) * length / 1000, hits[i], misses[i]))];

        double At(Evidence worker, JournalLine line) => (worker.Settings.RunBegan - began).TotalMilliseconds + line.At;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{From:0.##} to {To:0.##} s: {Units.Count(Hits)} hits of {Units.Plural(LookUps, "look-up")}, {Units.Percent(HitRate ?? 0)}");
}
