using UglyToad.PdfPig.Core;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>One character of a font.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Width">How far it moves the pen, in sizes of the letters.</param>
/// <param name="Outline">The rectangle around what is drawn, likewise. It matters when the font has no height.</param>
/// <param name="Position">In vertical writing: where the glyph is, seen from the pen.</param>
/// <param name="Advance">In vertical writing: how far it moves the pen, downwards below zero.</param>
internal sealed record Glyph(string Text, double Width, PdfRectangle Outline, (double X, double Y) Position, double Advance)
{
    /// <summary>A mark that goes over the letter before it.</summary>
    public bool IsCombining { get; } = Text.Length == 1 && Text[0] is >= '\u0300' and <= '\u036F';
}
