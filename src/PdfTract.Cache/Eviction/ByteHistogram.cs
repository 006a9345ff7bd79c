using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Eviction;

/// <summary>
/// Bytes by bucket, in an order: it answers "before which bucket do N bytes lie" in memory that does not depend on how many
/// files there are (H36).
/// </summary>
internal abstract class ByteHistogram(int buckets)
{
    private readonly long[] _bytes = new long[buckets];

    public long Total { get; private set; }

    /// <summary>The boundary: every bucket before it fits into <paramref name="budget"/>, together with part of this one.</summary>
    /// <returns>The bucket, and how many bytes of it fit; the number of buckets when everything fits.</returns>
    public (int Bucket, long Fitting) Boundary(long budget)
    {
        var left = budget;
        for (var bucket = 0; bucket < _bytes.Length; bucket++)
        {
            if (_bytes[bucket] > left)
            {
                return (bucket, left);
            }

            left -= _bytes[bucket];
        }

        return (_bytes.Length, 0);
    }

    protected void AddTo(int bucket, long bytes)
    {
        _bytes[bucket] = SaturatingSum.Of(_bytes[bucket], bytes);
        Total = SaturatingSum.Of(Total, bytes);
    }
}
