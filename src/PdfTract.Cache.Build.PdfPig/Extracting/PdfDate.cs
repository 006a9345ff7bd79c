using System.Globalization;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Dates as PDF writes them: <c>D:YYYYMMDDHHmmSSOHH'mm'</c>, where all after the year may be left out (ISO 32000, 7.9.4). Read by hand:
/// a regular expression took 4 ms of each worker's first document.
/// </summary>
internal static class PdfDate
{
    /// <returns>
    /// <c>2024-05-01T12:30:00+02:00</c>, with <c>Z</c> for UTC and without an offset where the PDF states none; null when it is
    /// not such a date.
    /// </returns>
    public static string? ToIso8601(string date)
    {
        var rest = date.AsSpan();
        Skip(ref rest, "D:");
        if (Digits(ref rest, 4) is not { } year)
        {
            return null;
        }

        // Each of these only if there are those before it.
        string[] parts = ["01", "01", "00", "00", "00"];
        for (var i = 0; i < parts.Length && Digits(ref rest, 2) is { } part; i++)
        {
            parts[i] = part;
        }

        var iso = $"{year}-{parts[0]}-{parts[1]}T{parts[2]}:{parts[3]}:{parts[4]}";
        return Offset(rest) is { } offset && IsReal(iso) ? iso + offset : null;
    }

    /// <returns>Null when it is no offset.</returns>
    private static string? Offset(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0)
        {
            return "";
        }

        if (rest[0] == 'Z')
        {
            return rest[1..] is "" or "00" or "00'" or "00'00" or "00'00'" or "0000" or "0000'" ? "Z" : null;
        }

        var sign = rest[0];
        rest = rest[1..];
        if (sign is not ('+' or '-') || Digits(ref rest, 2) is not { } hours)
        {
            return null;
        }

        // One apostrophe goes before the minutes and one after them; both may be missing, and without minutes there is one at most.
        var afterHours = rest;
        Skip(ref rest, "'");
        var stated = Digits(ref rest, 2);
        rest = stated is null ? afterHours : rest;
        Skip(ref rest, "'");
        var minutes = stated ?? "00";
        return rest.Length == 0 && string.CompareOrdinal(hours, "23") <= 0 && string.CompareOrdinal(minutes, "59") <= 0 ? $"{sign}{hours}:{minutes}" : null;
    }

    private static void Skip(ref ReadOnlySpan<char> rest, string text) => rest = rest.StartsWith(text, StringComparison.Ordinal) ? rest[text.Length..] : rest;

    /// <returns>Null when there are fewer.</returns>
    private static string? Digits(ref ReadOnlySpan<char> rest, int count)
    {
        if (rest.Length < count)
        {
            return null;
        }

        foreach (var c in rest[..count])
        {
            if (c is < '0' or > '9')
            {
                return null;
            }
        }

        var digits = rest[..count].ToString();
        rest = rest[count..];
        return digits;
    }

    private static bool IsReal(string iso) =>
        DateTime.TryParseExact(iso, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
