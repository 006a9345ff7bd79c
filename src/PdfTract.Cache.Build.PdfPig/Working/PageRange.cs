using System.Globalization;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The pages that a request is about. The part that has the first page has the head of an output, the one that has the last page its end.</summary>
/// <param name="First">Counted from one.</param>
/// <param name="Last">May be beyond the document's last page.</param>
internal sealed record PageRange(int First, int Last)
{
    public static PageRange All { get; } = new(1, int.MaxValue);

    /// <param name="text">Such as <c>1-64</c>.</param>
    /// <returns>Null when it is no range.</returns>
    public static PageRange? Parse(string text)
    {
        var dash = text.IndexOf('-');
        return dash > 0 && Number(text[..dash]) is { } first && Number(text[(dash + 1)..]) is { } last && first <= last ? new PageRange(first, last) : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
