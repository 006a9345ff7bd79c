using System.Diagnostics;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Driving;

/// <summary>
/// Compares contestants in one run: round by round, each in turn, so that what the machine does meanwhile meets all of them alike.
/// </summary>
/// <remarks>
/// Nothing is deleted between rounds: a file system may take long over inodes that were freed just now. Everybody warms up before
/// anything counts, since first touches of memory and first calls of code cost more than the operation. Who begins moves on by one
/// each round. Garbage is collected before each batch and not paid by the next one.
/// </remarks>
internal static class Rounds
{
    /// <summary>At most: where each operation leaves a file, they count.</summary>
    private const int BatchesToWarmUp = 4;

    /// <returns>A series for each lane, in the same order: microseconds an operation, a sample a round.</returns>
    public static IReadOnlyList<Series> Run(string what, IReadOnlyList<Lane> lanes, Pace pace)
    {
        var counts = lanes.Select(lane => WarmUp(lane, pace)).ToArray();
        var samples = lanes.Select(_ => new double[pace.Rounds]).ToArray();
        for (var round = 0; round < pace.Rounds; round++)
        {
            pace.BeforeRound?.Invoke();
            for (var turn = 0; turn < lanes.Count; turn++)
            {
                var lane = (round + turn) % lanes.Count;
                samples[lane][round] = Time(lanes[lane], counts[lane]).TotalMicroseconds / counts[lane];
            }
        }

        return [.. lanes.Select((lane, i) => new Series(what, lane.Contestant, Series.Microseconds, samples[i]))];
    }

    /// <returns>How many operations make a batch.</returns>
    private static int WarmUp(Lane lane, Pace pace)
    {
        var clock = Stopwatch.StartNew();
        var done = 0;
        var count = 1;
        var each = TimeSpan.MaxValue;
        do
        {
            count = Math.Min(count, pace.MostOperations);
            each = Time(lane, count) / count;
            done += count;
            count = each > TimeSpan.Zero ? (int)Math.Clamp(pace.Batch / each, 1, Math.Min(pace.MostOperations, count * 4.0)) : count * 4;
        }
        while (clock.Elapsed < pace.WarmUp && done < (long)pace.MostOperations * BatchesToWarmUp);

        return count;
    }

    private static TimeSpan Time(Lane lane, int count)
    {
        var operations = lane.Prepare(count);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var began = Stopwatch.GetTimestamp();
        operations();
        return Stopwatch.GetElapsedTime(began);
    }
}
