using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Build.Parsing;

/// <summary>
/// A number with a unit after it, taken apart: <c>1.5 GB</c>. White space may stand before, between and after. By hand, since these are read
/// before any work in each process, and a regular expression is built anew in each.
/// </summary>
/// <param name="Whole">Digits, at least one.</param>
/// <param name="Fraction">The digits after a point; empty when there is none.</param>
/// <param name="Unit">What follows, with capitals for a to z; empty when nothing does.</param>
internal sealed record Quantity(string Whole, string Fraction, string Unit)
{
    public string Number => Fraction.Length == 0 ? Whole : Whole + "." + Fraction;

    /// <returns>Null when the text does not begin with a number.</returns>
    public static Quantity? Parse(string text)
    {
        text = text.Trim();
        var whole = DigitsAt(text, 0);
        var end = whole.Length;
        var fraction = "";
        if (end < text.Length && text[end] == '.')
        {
            fraction = DigitsAt(text, end + 1);
            if (fraction.Length == 0)
            {
                return null;
            }

            end += 1 + fraction.Length;
        }

        return whole.Length == 0 ? null : new Quantity(whole, fraction, InCapitals(text.Substring(end).TrimStart()));
    }

    /// <summary>Of a to z alone: other alphabets have letters whose capital is one of those, and they name no unit.</summary>
    private static string InCapitals(string unit)
    {
        var letters = unit.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] is >= 'a' and <= 'z')
            {
                letters[i] = (char)(letters[i] - 'a' + 'A');
            }
        }

        return new string(letters);
    }

    private static string DigitsAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && NameShape.IsDigit(text[end]))
        {
            end++;
        }

        return text.Substring(start, end - start);
    }
}
