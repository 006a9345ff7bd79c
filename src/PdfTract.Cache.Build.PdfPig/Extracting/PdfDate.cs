using System.Globalization;
using System.Text.RegularExpressions;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Dates as PDF writes them: <c>D:YYYYMMDDHHmmSSOHH'mm'</c>, where all after the year may be left out (ISO 32000, 7.9.4).</summary>
internal static class PdfDate
{
    private static readonly Regex Form = new(
        "^(?:D:)?(?<year>[0-9]{4})(?:(?<month>[0-9]{2})(?:(?<day>[0-9]{2})(?:(?<hour>[0-9]{2})(?:(?<minute>[0-9]{2})(?:(?<second>[0-9]{2}))?)?)?)?)?"
        + "(?:(?<utc>Z)(?:00'?(?:00'?)?)?|(?<sign>[+-])(?<hours>[0-9]{2})(?:'?(?<minutes>[0-9]{2}))?'?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <returns>
    /// <c>2024-05-01T12:30:00+02:00</c>, with <c>Z</c> for UTC and without an offset where the PDF states none; null when it is
    /// not such a date.
    /// </returns>
    public static string? ToIso8601(string date)
    {
        var match = Form.Match(date);
        if (!match.Success)
        {
            return null;
        }

        var iso = string.Format(CultureInfo.InvariantCulture, "{0}-{1}-{2}T{3}:{4}:{5}",
            match.Groups["year"].Value, Part("month", "01"), Part("day", "01"), Part("hour", "00"), Part("minute", "00"), Part("second", "00"));
        var offset = match.Groups["sign"].Value + (match.Groups["sign"].Success ? Part("hours", "00") + ":" + Part("minutes", "00") : "");
        return IsReal(iso) && IsOffset(Part("hours", "00"), Part("minutes", "00")) ? iso + (match.Groups["utc"].Success ? "Z" : offset) : null;

        string Part(string name, string otherwise) => match.Groups[name] is { Success: true } group ? group.Value : otherwise;
    }

    private static bool IsReal(string iso) =>
        DateTime.TryParseExact(iso, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsOffset(string hours, string minutes) =>
        string.CompareOrdinal(hours, "23") <= 0 && string.CompareOrdinal(minutes, "59") <= 0;
}
