using System.Globalization;

namespace PdfTract.Cache.Shared;

/// <summary>Figures as people read them, the same in every culture.</summary>
internal static class Units
{
    private const double Thousand = 1000;

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>For an axis: 1,500 is 1.5k.</summary>
    public static string Short(double count) => count switch
    {
        >= Thousand * Thousand => string.Create(CultureInfo.InvariantCulture, $"{count / Thousand / Thousand:0.##}M"),
        >= Thousand => string.Create(CultureInfo.InvariantCulture, $"{count / Thousand:0.#}k"),
        _ => count.ToString("0.##", CultureInfo.InvariantCulture),
    };

    public static string Duration(double microseconds) => microseconds switch
    {
        >= Thousand * Thousand => ThreeDigits(microseconds / Thousand / Thousand) + " s",
        >= Thousand => ThreeDigits(microseconds / Thousand) + " ms",
        _ => ThreeDigits(microseconds) + " µs",
    };

    public static string Seconds(double seconds) => ThreeDigits(seconds) + " s";

    public static string Percent(double fraction) => (fraction * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    public static string Plural(long count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>Of 1, 2 or 5 times a power of ten: how far apart an axis' marks are.</summary>
    public static double Step(double max, int mostMarks)
    {
        var least = Math.Max(max, double.Epsilon) / mostMarks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * new[] { 1, 2, 5, 10 }.First(factor => factor * power >= least * 0.999);
    }

    private static string ThreeDigits(double value) =>
        value.ToString(value < 10 ? "0.##" : value < 100 ? "0.#" : "#,0", CultureInfo.InvariantCulture);
}
