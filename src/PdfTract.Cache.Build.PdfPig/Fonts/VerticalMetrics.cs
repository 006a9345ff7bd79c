namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Where the glyphs of vertical writing go (ISO 32000, 9.7.4.3), in sizes of the letters. All glyphs of a font are taken to be alike: the
/// few that state metrics of their own are marks of punctuation, and their lines hold together all the same.
/// </summary>
/// <param name="Top">How far above its own origin a glyph has the point that comes to where the pen is.</param>
/// <param name="Advance">How far a glyph moves the pen, downwards below zero.</param>
internal readonly record struct VerticalMetrics(double Top, double Advance)
{
    /// <param name="stated"><c>DW2</c> of the font, in thousandths; null when it states none.</param>
    public static VerticalMetrics Of(double[]? stated) => new((stated?[0] ?? 880) / 1000, (stated?[1] ?? -1000) / 1000);
}
