namespace PdfTract.Cache.Entries;

/// <summary>Milliseconds since 1970 in UTC: how an entry writes a moment.</summary>
internal static class UnixTime
{
    public static long ToMilliseconds(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeMilliseconds();

    /// <exception cref="ArgumentOutOfRangeException">The number is no date.</exception>
    public static DateTime FromMilliseconds(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
