namespace PdfTract.Cache;

/// <summary>
/// Bytes by age, in buckets that grow with the age: 256 to a doubling, so a bucket is 0.3 % wide. It answers "below which
/// age do N bytes lie" in 60 KB, however many entries there are (H36).
/// </summary>
internal sealed class AgeHistogram
{
    private const int BucketsPerDoubling = 256;

    /// <summary>2^29 seconds are 17 years.</summary>
    private readonly long[] _bytes = new long[29 * BucketsPerDoubling];

    public long Total { get; private set; }

    public void Add(TimeSpan age, long bytes)
    {
        _bytes[BucketOf(age)] += bytes;
        Total += bytes;
    }

    public int BucketOf(TimeSpan age) =>
        Math.Min(_bytes.Length - 1, (int)(Math.Log(1 + Math.Max(0, age.TotalSeconds), 2) * BucketsPerDoubling));

    /// <summary>The boundary: every younger bucket fits into <paramref name="budget"/>, together with part of this one.</summary>
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
}
