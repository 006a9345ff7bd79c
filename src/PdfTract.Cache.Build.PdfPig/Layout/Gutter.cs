namespace PdfTract.Cache.Build.PdfPig;

/// <summary>White space between two columns.</summary>
internal readonly record struct Gutter(double Left, double Right)
{
    private double Middle => (Left + Right) / 2;

    public double Width => Right - Left;

    /// <summary>Whether the gutter is on the right of the piece.</summary>
    public bool IsRightOf(LinePiece piece) => piece.Box.Right <= Middle;

    /// <summary>What of the gutter is white in this row too; null when the row crosses it.</summary>
    public Gutter? Between(Row row)
    {
        var before = row.CountEndingBy(Middle);
        var behind = row.CountStartingFrom(Middle);
        return before + behind < row.Pieces.Count
            ? null
            : new Gutter(before > 0 ? Math.Max(Left, row.LastEnd(before)) : Left, behind > 0 ? Math.Min(Right, row.FirstStart(behind)) : Right);
    }

    /// <returns>What is next to the gutter on both sides; null when the row has nothing on one of them.</returns>
    public (LinePiece Before, LinePiece Behind)? Neighbours(Row row)
    {
        if (row.IsInOrder)
        {
            var count = row.CountEndingBy(Middle);
            return count > 0 && count < row.Pieces.Count ? (row.Pieces[count - 1], row.Pieces[count]) : null;
        }

        return row.Pieces.LastOrDefault(IsRightOf) is { } before && row.Pieces.FirstOrDefault(IsLeftOf) is { } behind ? (before, behind) : null;
    }

    private bool IsLeftOf(LinePiece piece) => !IsRightOf(piece);
}
