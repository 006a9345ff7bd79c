using PdfTract.Cache.Stress.Oracle;
using PdfTract.Cache.Stress.Profiles;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>Every figure of the report, computed once: the JSON is this, and the page shows it.</summary>
internal sealed record ReportData
{
    public required DateTimeOffset Finished { get; init; }

    public required double ElapsedSeconds { get; init; }

    public required StressOptions Options { get; init; }

    public required MachineFigures Machine { get; init; }

    public required IReadOnlyList<RowFigures> Rows { get; init; }

    public required Totals Totals { get; init; }

    public required IReadOnlyDictionary<Operation, LatencySummary> LatencyMicroseconds { get; init; }

    public required IReadOnlyList<TimeSlice> HitRate { get; init; }

    /// <summary>One cache directory each.</summary>
    public required IReadOnlyList<RunFigures> Runs { get; init; }

    public required IReadOnlyList<ProcessFigures> Processes { get; init; }

    public static ReportData Of(
        StressOptions options, IReadOnlyList<(IProfile Profile, Row Row)> rows, IReadOnlyList<Evidence> workers, TimeSpan elapsed)
    {
        var rowFigures = rows.Select(row => RowFigures.Of(row.Profile, row.Row, options)).ToArray();
        var runs = RunFigures.Of(rowFigures, workers);
        var profiles = runs.ToDictionary(run => run.CacheDirectory, run => run.Profile, StringComparer.Ordinal);
        return new ReportData
        {
            Finished = DateTimeOffset.UtcNow,
            ElapsedSeconds = elapsed.TotalSeconds,
            Options = options,
            Machine = MachineFigures.Here(),
            Rows = rowFigures,
            Totals = Totals.Of(workers, runs),
            LatencyMicroseconds = LatencySummary.ByOperation(workers.SelectMany(worker => worker.Lines)),
            HitRate = TimeSlice.Of(workers),
            Runs = runs,
            Processes = [.. workers.Select(worker => ProcessFigures.Of(worker, profiles[worker.Settings.CacheDirectory]))],
        };
    }

    public int Count(RowState state) => Rows.Count(row => row.State == state);
}
