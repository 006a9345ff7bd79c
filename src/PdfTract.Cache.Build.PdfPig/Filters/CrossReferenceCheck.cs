using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Whether a cross-reference stream (ISO 32000, 7.5.8) can be what it says. PdfPig takes fields of −2000 bytes at their word, and overflows
/// its stack; it lists all objects that are announced before it looks for one. A stream that is refused here counts as missing, and PdfPig
/// searches the file for its objects.
/// </summary>
internal static class CrossReferenceCheck
{
    private const int WidestField = 16;

    /// <exception cref="PdfDocumentFormatException">It cannot.</exception>
    public static void Require(DictionaryToken dictionary)
    {
        if (dictionary.Find("Type") is not NameToken { Data: "XRef" })
        {
            return;
        }

        if (dictionary.Find("W") is ArrayToken widths && widths.Data.Any(width => width is not NumericToken { Data: >= 0 and <= WidestField }))
        {
            throw new PdfDocumentFormatException("A cross-reference stream has fields of an impossible size.");
        }

        var objects = dictionary.Find("Index") is ArrayToken index
            ? index.Data.Where((_, i) => i % 2 == 1).Sum(count => (count as NumericToken)?.Data ?? 0)
            : (dictionary.Find("Size") as NumericToken)?.Data ?? 0;
        if (objects > ReadingLimits.CrossReferences)
        {
            throw new PdfDocumentFormatException($"A cross-reference stream announces {objects:0} objects.");
        }
    }
}
