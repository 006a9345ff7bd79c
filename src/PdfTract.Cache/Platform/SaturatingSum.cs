namespace PdfTract.Cache.Platform;

/// <summary>Sums of lengths that anybody can state: a sparse file has up to 2^63 bytes (H78).</summary>
internal static class SaturatingSum
{
    /// <param name="sum">Not negative.</param>
    /// <param name="bytes">Not negative.</param>
    public static long Of(long sum, long bytes) => sum > long.MaxValue - bytes ? long.MaxValue : sum + bytes;
}
