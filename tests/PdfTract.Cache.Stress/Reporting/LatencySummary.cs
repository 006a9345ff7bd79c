using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>How long an operation took, in microseconds; a percentile is a time that really occurred (nearest rank).</summary>
internal sealed record LatencySummary(int Count, long P50, long P90, long P99, long Max)
{
    /// <summary>How many fell into which bucket of <see cref="LogAxis"/>; empty ones are left out.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<int, int> Buckets { get; init; } = new Dictionary<int, int>();

    public static IReadOnlyDictionary<Operation, LatencySummary> ByOperation(IEnumerable<JournalLine> lines)
    {
        var samples = new SortedDictionary<Operation, List<long>>();
        foreach (var line in lines)
        {
            if (line.ToOperation() is { } operation)
            {
                if (!samples.TryGetValue(operation, out var times))
                {
                    samples.Add(operation, times = []);
                }

                times.Add(line.Microseconds);
            }
        }

        return samples.ToDictionary(sample => sample.Key, sample => Of(sample.Value));
    }

    private static LatencySummary Of(List<long> times)
    {
        times.Sort();
        var buckets = new Dictionary<int, int>();
        foreach (var time in times)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(buckets, LogAxis.Bucket(time), out _)++;
        }

        return new LatencySummary(times.Count, Percentile(50), Percentile(90), Percentile(99), times[^1]) { Buckets = buckets };

        long Percentile(int percent) => times[(int)((((long)times.Count * percent) + 99) / 100) - 1];
    }
}
