namespace PdfTract.Cache.Stress.Reporting;

/// <summary>The common axis of all latencies: whole powers of ten of a microsecond, each cut into equal steps.</summary>
internal sealed record LogAxis(int FirstDecade, int LastDecade)
{
    /// <summary>Steps of about 1.6 times: two modes that differ by a factor of three stay apart.</summary>
    public const int BucketsPerDecade = 5;

    public static int Bucket(long microseconds) => (int)Math.Floor((Math.Log10(Math.Max(1, microseconds)) * BucketsPerDecade) + 1e-9);

    /// <summary>Where a bucket begins, in microseconds; it ends where the next one begins.</summary>
    public static double Start(int bucket) => Math.Pow(10, (double)bucket / BucketsPerDecade);

    public static string Range(int bucket) => $"{Units.Duration(Start(bucket))} to {Units.Duration(Start(bucket + 1))}";

    /// <summary>Wide enough for all.</summary>
    public static LogAxis For(IEnumerable<LatencySummary> summaries)
    {
        var buckets = summaries.SelectMany(summary => summary.Buckets.Keys).DefaultIfEmpty().ToArray();
        return new LogAxis(buckets.Min() / BucketsPerDecade, (buckets.Max() / BucketsPerDecade) + 1);
    }

    /// <returns>0 at the axis' begin, 1 at its end.</returns>
    public double Position(double microseconds) => (Math.Log10(Math.Max(1, microseconds)) - FirstDecade) / (LastDecade - FirstDecade);
}
