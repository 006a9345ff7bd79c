using System.Collections.Concurrent;

namespace PdfTract.Cache.Tests;

/// <summary>How many damaged entries were read, by verdict; over all cores.</summary>
internal sealed class Verdicts
{
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[Enum.GetValues<MissReason>().Length];

    public long Total => _counts.Sum();

    public long this[MissReason reason] => _counts[(int)reason];

    /// <summary>Reads what <paramref name="reasons"/> makes of each offset. It gets a copy of the entry, and leaves it as it was.</summary>
    public static Verdicts OfEachOffset(byte[] entry, Func<byte[], int, IEnumerable<MissReason>> reasons)
    {
        var verdicts = new Verdicts();
        Parallel.ForEach(
            Partitioner.Create(0, entry.Length, Math.Max(1, entry.Length / 64)),
            () => (Bytes: (byte[])entry.Clone(), Counts: new long[verdicts._counts.Length]),
            (range, _, local) =>
            {
                for (var offset = range.Item1; offset < range.Item2; offset++)
                {
                    foreach (var reason in reasons(local.Bytes, offset))
                    {
                        local.Counts[(int)reason]++;
                    }
                }

                return local;
            },
            local => verdicts.Add(local.Counts));
        return verdicts;
    }

    private void Add(long[] counts)
    {
        lock (_lock)
        {
            for (var i = 0; i < counts.Length; i++)
            {
                _counts[i] += counts[i];
            }
        }
    }
}
