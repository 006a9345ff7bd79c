namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>The part of a page that a program writes, between two comments; all else is people's.</summary>
internal static class MarkedSection
{
    public const string Begin = "<!-- figures: begin -->";
    public const string End = "<!-- figures: end -->";

    /// <exception cref="InvalidDataException">The page does not have both marks, in this order.</exception>
    public static string Replace(string page, string section)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? $"{page[..(begin + Begin.Length)]}\n\n{section.Trim()}\n\n{page[end..]}"
            : throw new InvalidDataException($"The page has no '{Begin}' followed by '{End}'.");
    }
}
