using UglyToad.PdfPig.Core;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A letter on the page.</summary>
/// <param name="Text">What it says; usually, but not always, one character.</param>
/// <param name="Baseline">What it stands on.</param>
/// <param name="Box">Its place: the advance by the font's ascent and descent.</param>
/// <param name="Show">The number of the operation that shows it.</param>
internal readonly record struct PlacedLetter(string Text, Baseline Baseline, Box Box, int Show)
{
    /// <summary>A part of the text, with its share of the place.</summary>
    public PlacedLetter Part(int start, int end)
    {
        var (from, to) = ((double)start / Text.Length, (double)end / Text.Length);
        var (first, last) = (At(from), At(to));
        var box = Baseline.IsHorizontal
            ? Box with { Left = Box.Left + (from * Box.Width), Right = Box.Left + (to * Box.Width) }
            : Box;
        return new PlacedLetter(Text.Substring(start, end - start), Baseline with { Start = first, End = last }, box, Show);
    }

    private PdfPoint At(double share) => new(
        Baseline.Start.X + (share * (Baseline.End.X - Baseline.Start.X)), Baseline.Start.Y + (share * (Baseline.End.Y - Baseline.Start.Y)));
}
