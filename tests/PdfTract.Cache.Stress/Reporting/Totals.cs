using System.Runtime.InteropServices;
using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>All workers of all runs together.</summary>
internal sealed record Totals
{
    private const int MostViolationsShown = 100;

    public required int Processes { get; init; }

    /// <summary>Look-ups, stores and clean-ups that came to an end.</summary>
    public int Operations => Hits + Misses + Stores + StoreFailures + Cleanups;

    public required int Hits { get; init; }

    public int Misses => MissesByReason.Values.Sum();

    public required IReadOnlyDictionary<string, int> MissesByReason { get; init; }

    public required int Stores { get; init; }

    public int StoreFailures => StoreFailuresByOutcome.Values.Sum();

    public required IReadOnlyDictionary<string, int> StoreFailuresByOutcome { get; init; }

    public required int Cleanups { get; init; }

    /// <summary>Entries that were damaged on purpose.</summary>
    public required int Damages { get; init; }

    public required int DuplicateExtractions { get; init; }

    public required int Violations { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<string> ViolationTexts { get; init; }

    public static Totals Of(IReadOnlyList<Evidence> workers, IReadOnlyList<RunFigures> runs)
    {
        var events = new Dictionary<JournalEvent, int>();
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in workers.SelectMany(worker => worker.Lines))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(events, line.Event, out _)++;
            if (line.Event == JournalEvent.Miss)
            {
                Increment(reasons, line.Detail);
            }
            else if (line.Event == JournalEvent.StoreFailed)
            {
                // The outcome, then a message with paths in it.
                Increment(outcomes, line.Detail.Split(':', 2)[0]);
            }
        }

        return new Totals
        {
            Processes = workers.Count,
            Hits = events.GetValueOrDefault(JournalEvent.Hit),
            MissesByReason = reasons,
            Stores = events.GetValueOrDefault(JournalEvent.Stored),
            StoreFailuresByOutcome = outcomes,
            Cleanups = events.GetValueOrDefault(JournalEvent.Cleaned),
            Damages = events.GetValueOrDefault(JournalEvent.Damaged),
            DuplicateExtractions = runs.Sum(run => run.DuplicateExtractions),
            Violations = runs.Sum(run => run.Violations.Count),
            ViolationTexts = [.. runs.SelectMany(run => run.Violations).Take(MostViolationsShown)],
        };
    }

    private static void Increment(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
}
