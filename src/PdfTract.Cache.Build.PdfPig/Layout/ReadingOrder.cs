namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// The order in which a page is read. It is the order in which the page is drawn, as word processors, browsers and TeX draw
/// what they set: measured on sixteen real documents, cutting the page into blocks by its white space scrambled more pages
/// than it repaired. Two kinds of page are the exception, and both show: one that keeps jumping back up the page is sorted, and
/// columns that are drawn line by line across the gutter are taken apart.
/// </summary>
internal static class ReadingOrder
{
    /// <summary>Headers and footers that are drawn last, notes in the margin and figures make a few jumps on a page in good order.</summary>
    private const int FewJumps = 3;

    /// <summary>A page out of order jumps up at every second piece or so; one in order that holds a figure, at one in five at most.</summary>
    private const int PiecesPerJump = 4;

    /// <summary>From baseline to baseline, in sizes of the letters. Lines are set further apart, exponents and numerators rise less.</summary>
    private const double LineUp = 0.9;

    public static IEnumerable<LinePiece> Of(IReadOnlyList<LinePiece> pieces)
    {
        var flat = pieces.Where(piece => piece.IsHorizontal).ToArray();
        if (IsInOrder(flat))
        {
            return new Columns().TakeApart(pieces);
        }

        // What is written up the margin has no place among the lines.
        return new Columns().TakeApart(FromTheTop(flat)).Concat(pieces.Where(piece => !piece.IsHorizontal));
    }

    private static bool IsInOrder(LinePiece[] pieces)
    {
        var jumps = 0;
        for (var i = 1; i < pieces.Length; i++)
        {
            if (GoesBackUp(pieces[i - 1], pieces[i]))
            {
                jumps++;
            }
        }

        return jumps <= FewJumps || jumps * PiecesPerJump <= pieces.Length;
    }

    /// <summary>Up and to the right is the next column; up and not to the right is back.</summary>
    private static bool GoesBackUp(LinePiece last, LinePiece next) =>
        next.Start.Start.Y - last.Start.Start.Y > LineUp * Math.Max(last.Start.Size, next.Start.Size) && next.Box.Left <= last.Box.Right;

    /// <summary>Line by line from the top, each from the left. Sorting is stable, so pieces in one place keep their order.</summary>
    private static List<LinePiece> FromTheTop(LinePiece[] pieces)
    {
        var sorted = new List<LinePiece>(pieces.Length);
        var line = new List<LinePiece>();
        foreach (var piece in pieces.OrderByDescending(piece => piece.Start.Start.Y))
        {
            if (line.Count > 0 && line[0].Start.Start.Y - piece.Start.Start.Y > WordReader.LineStep * Math.Max(line[0].Start.Size, piece.Start.Size))
            {
                sorted.AddRange(line.OrderBy(other => other.Box.Left));
                line.Clear();
            }

            line.Add(piece);
        }

        sorted.AddRange(line.OrderBy(other => other.Box.Left));
        return sorted;
    }
}
