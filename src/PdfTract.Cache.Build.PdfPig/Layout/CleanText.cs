using System.Globalization;
using System.Text;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Text that UTF-8, JSON and XML can all hold: a PDF maps its glyphs to whatever it likes, form feeds and halves of surrogate
/// pairs included.
/// </summary>
internal static class CleanText
{
    private const char Replacement = '\uFFFD';

    /// <summary>White space becomes a space each; what no file can hold becomes U+FFFD each.</summary>
    public static string Of(string text)
    {
        foreach (var c in text)
        {
            if (!IsPlain(c))
            {
                return Clean(text);
            }
        }

        return text;
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                clean.Append(text, i, 2);
                i++;
            }
            else
            {
                clean.Append(Of(text[i]));
            }
        }

        return clean.ToString();
    }

    /// <summary>Nearly all characters that there are, without a look into the tables.</summary>
    private static bool IsPlain(char c) => c is >= ' ' and < '\u007F';

    private static char Of(char c) =>
        char.IsWhiteSpace(c) ? ' '
        : char.IsSurrogate(c) || c >= '\uFFFE' || char.GetUnicodeCategory(c) == UnicodeCategory.Control ? Replacement
        : c;
}
