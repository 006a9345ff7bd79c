using System.Text.Json.Serialization;
using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>One cache directory and what its workers did to it.</summary>
internal sealed record RunFigures
{
    /// <summary>Workers whose run was given up before it decided anything.</summary>
    private const string NoRow = "(no row)";

    public required string Profile { get; init; }

    /// <summary>The row that the run decided.</summary>
    public required string Row { get; init; }

    public required string CacheDirectory { get; init; }

    public required DateTimeOffset Began { get; init; }

    public required double Seconds { get; init; }

    public required int Processes { get; init; }

    public required int Stores { get; init; }

    /// <summary>How many different keys were stored.</summary>
    public required int Keys { get; init; }

    /// <summary>Stores of a key beyond its first one.</summary>
    public int DuplicateExtractions => Stores - Keys;

    [JsonIgnore]
    public IReadOnlyList<string> Violations { get; init; } = [];

    public static IReadOnlyList<RunFigures> Of(IReadOnlyList<RowFigures> rows, IReadOnlyList<Evidence> workers)
    {
        var runs = new List<RunFigures>();
        var present = 0;
        foreach (var run in workers.GroupBy(worker => worker.Settings.CacheDirectory, StringComparer.Ordinal))
        {
            // Runs and rows are in the same order, and process ids come round again: nothing before the last find is looked at.
            Evidence[] its = [.. run];
            var ahead = Enumerable.Range(present, rows.Count - present);
            var found = ahead.FirstOrDefault(i => rows[i].ProcessIds.Contains(its[0].ProcessId), -1);
            present = Math.Max(present, found);
            runs.Add(Of(its, found < 0 ? null : rows[found]));
        }

        return runs;
    }

    private static RunFigures Of(Evidence[] workers, RowFigures? row)
    {
        var (stores, end) = (0, 0L);
        var keys = new HashSet<int>();
        foreach (var line in workers.SelectMany(worker => worker.Lines))
        {
            end = Math.Max(end, line.At);
            if (line.Event == JournalEvent.Stored)
            {
                stores++;
                keys.Add(line.Identity.Key);
            }
        }

        return new RunFigures
        {
            Profile = row?.Profile ?? NoRow,
            Row = row?.Name ?? NoRow,
            CacheDirectory = workers[0].Settings.CacheDirectory,
            Began = workers[0].Settings.RunBegan,
            Seconds = end / 1000.0,
            Processes = workers.Length,
            Stores = stores,
            Keys = keys.Count,
            Violations = Judge.Violations(workers),
        };
    }
}
