namespace PdfTract.Cache.Eviction;

/// <summary>Bytes by age, the youngest first, in buckets that grow with the age: 256 to a doubling, so a bucket is 0.3 % wide.</summary>
internal sealed class AgeHistogram() : ByteHistogram(Buckets)
{
    private const int BucketsPerDoubling = 256;

    /// <summary>2^29 seconds are 17 years.</summary>
    private const int Buckets = 29 * BucketsPerDoubling;

    public static int BucketOf(TimeSpan age) =>
        Math.Min(Buckets - 1, (int)(Math.Log(1 + Math.Max(0, age.TotalSeconds), 2) * BucketsPerDoubling));

    public void Add(TimeSpan age, long bytes) => AddTo(BucketOf(age), bytes);
}
