using UglyToad.PdfPig.Fonts;
using UglyToad.PdfPig.Fonts.AdobeFontMetrics;
using UglyToad.PdfPig.Fonts.Standard14Fonts;

namespace Handbook.MakePdfs;

/// <summary>One of the fonts that every PDF reader has, so that no file needs to carry it.</summary>
internal sealed class Typeface(string key, Standard14Font font)
{
    private readonly AdobeFontMetrics _metrics = Standard14.GetAdobeFontMetrics(font);

    public static Typeface Roman { get; } = new("F1", Standard14Font.TimesRoman);

    public static Typeface Italic { get; } = new("F2", Standard14Font.TimesItalic);

    public static Typeface Sans { get; } = new("F3", Standard14Font.Helvetica);

    public static Typeface SansBold { get; } = new("F4", Standard14Font.HelveticaBold);

    public static IReadOnlyList<Typeface> All { get; } = [Roman, Italic, Sans, SansBold];

    /// <summary>What pages call it.</summary>
    public string Key => key;

    public string Name => _metrics.FontName;

    /// <summary>How wide a text is, in points.</summary>
    public double WidthOf(string text, double size) => text.Sum(WidthOf) * size / 1000;

    private double WidthOf(char letter) =>
        _metrics.CharacterMetrics[GlyphList.AdobeGlyphList.UnicodeCodePointToName(letter)].Width.X;
}
