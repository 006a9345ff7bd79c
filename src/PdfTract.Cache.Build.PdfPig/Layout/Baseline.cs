using UglyToad.PdfPig.Core;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// What a letter stands on: where the pen came down, where it left, and how large the letter is. It comes from the advance
/// widths in the PDF and not from the glyphs' outlines, which for a font that is not embedded are those of the machine.
/// </summary>
internal readonly record struct Baseline(PdfPoint Start, PdfPoint End, double Size)
{
    private const double Tiny = 1e-6;

    /// <param name="start">Where the pen comes down.</param>
    /// <param name="end">Where it leaves.</param>
    /// <param name="size">The letter's size in points.</param>
    /// <param name="height">The letter's height: its size when it has none.</param>
    public static Baseline Of(PdfPoint start, PdfPoint end, double size, double height) =>
        new(start, end, size > Tiny ? size : height > Tiny ? height : 1);

    /// <summary>
    /// The pen's move from the end of this letter to the start of the next, in sizes of the larger of the two: along the line
    /// of writing (below zero is backwards) and across it.
    /// </summary>
    public (double Along, double Across) MoveTo(Baseline next)
    {
        var (dx, dy) = Direction();
        var size = Math.Max(Size, next.Size);
        var (x, y) = (next.Start.X - End.X, next.Start.Y - End.Y);
        return (((x * dx) + (y * dy)) / size, Math.Abs((x * dy) - (y * dx)) / size);
    }

    /// <summary>Whether both are written the same way. A letter without a width, such as an accent, goes with any.</summary>
    public bool IsParallelTo(Baseline other)
    {
        var (x1, y1) = Direction();
        var (x2, y2) = other.Direction();
        return IsPoint || other.IsPoint || (x1 * x2) + (y1 * y2) > 0.99;
    }

    public bool IsHorizontal => Direction() is ( > 0.99, _);

    private bool IsPoint => Math.Abs(End.X - Start.X) < Tiny && Math.Abs(End.Y - Start.Y) < Tiny;

    private (double X, double Y) Direction()
    {
        var (x, y) = (End.X - Start.X, End.Y - Start.Y);
        if (y == 0 && x > Tiny)
        {
            // Nearly always; the rest of the way comes to the same.
            return (1, 0);
        }

        var length = Math.Sqrt((x * x) + (y * y));
        return IsPoint ? (1, 0) : (x / length, y / length);
    }
}
