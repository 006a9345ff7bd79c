using System.Globalization;

namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>Figures as the tables show them, the same in every culture.</summary>
internal static class Figures
{
    public static string Ratio(double ratio) => ratio.ToString(ratio >= 100 ? "#,0" : ratio >= 10 ? "0.0" : ratio >= 0.1 ? "0.00" : "0.000", CultureInfo.InvariantCulture);

    /// <summary>Median, and where the middle half of the rounds lies.</summary>
    public static string Time(Series series)
    {
        var micro = series.Unit == Series.Milliseconds ? 1000 : 1;
        var spread = series.Spread;
        return $"{Units.Duration(spread.Median * micro)} ({Units.Duration(spread.Low * micro)}–{Units.Duration(spread.High * micro)})";
    }

    public static string Size(long bytes) => bytes switch
    {
        >= 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.#} MiB"),
        >= 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 10):0.#} KiB"),
        _ => $"{bytes} bytes",
    };
}
