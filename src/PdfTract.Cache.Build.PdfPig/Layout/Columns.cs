namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Takes columns of running text apart that are drawn line by line across their gutter. Tables are drawn so too, and are
/// read so: what counts as a column is wide, and most of its lines fill it with several words.
/// </summary>
internal sealed class Columns
{
    private const int FewestLines = 5;

    /// <summary>In sizes of the letters: some thirty characters.</summary>
    private const double NarrowestColumn = 15;

    private const double NarrowestGutter = 1;

    /// <summary>In a full line. The cells of a table rarely say more.</summary>
    private const int FewestWords = 3;

    /// <summary>A line that fills this much of its column is full.</summary>
    private const double FullLine = 0.75;

    /// <summary>So many of the lines are full; the others end a paragraph.</summary>
    private const double FullLines = 0.7;

    /// <summary>From baseline to baseline, in sizes of the letters: an empty line within the column, and no more.</summary>
    private const double LongestLineStep = 3;

    /// <summary>How many rows were looked at for gutters: the work that grows fastest with a page.</summary>
    public long Steps { get; private set; }

    /// <returns>The same pieces; columns one after the other.</returns>
    public List<LinePiece> TakeApart(IReadOnlyList<LinePiece> pieces)
    {
        var result = new List<LinePiece>(pieces.Count);
        TakeApart(Row.Of(pieces), result);
        return result;
    }

    private void TakeApart(List<Row> rows, List<LinePiece> result)
    {
        var refused = new RefusedGutters();
        for (var i = 0; i < rows.Count;)
        {
            refused.MoveTo(i);
            var (left, right) = ColumnsAt(rows, i, refused, out var count);
            if (count > 0)
            {
                result.AddRange(left.SelectMany(row => row.Pieces));
                // There may be a third column.
                TakeApart(right, result);
                i += count;
            }
            else
            {
                result.AddRange(rows[i].Pieces);
                i++;
            }
        }
    }

    private (List<Row> Left, List<Row> Right) ColumnsAt(List<Row> rows, int first, RefusedGutters refused, out int count)
    {
        var pieces = rows[first].Pieces;
        for (var i = 1; i < pieces.Count && rows[first].IsHorizontal; i++)
        {
            var gutter = new Gutter(pieces[i - 1].Box.Right, pieces[i].Box.Left);
            if (refused.Contains(gutter))
            {
                continue;
            }

            count = Follow(rows, first, ref gutter);
            if (count >= FewestLines && AreColumns(rows, first, count, gutter))
            {
                return Split(rows.GetRange(first, count), gutter);
            }

            refused.Add(gutter, first, count);
        }

        count = 0;
        return ([], []);
    }

    /// <summary>How many rows the gutter goes through. It narrows to what is white in all of them.</summary>
    private int Follow(List<Row> rows, int first, ref Gutter gutter)
    {
        var count = 1;
        for (; first + count < rows.Count; count++)
        {
            Steps++;
            var (above, row) = (rows[first + count - 1], rows[first + count]);
            var step = (above.Y - row.Y) / Math.Max(above.Size, row.Size);
            if (!row.IsHorizontal || step is <= 0 or > LongestLineStep || gutter.Between(row) is not { } narrower
                || narrower.Width < NarrowestGutter * row.Size)
            {
                break;
            }

            gutter = narrower;
        }

        return count;
    }

    private static (List<Row> Left, List<Row> Right) Split(List<Row> rows, Gutter gutter)
    {
        return (Part(gutter.IsRightOf), Part(piece => !gutter.IsRightOf(piece)));

        List<Row> Part(Func<LinePiece, bool> belongs) =>
            [.. rows.Select(row => row.Pieces.Where(belongs).ToArray()).Where(pieces => pieces.Length > 0).Select(pieces => new Row(pieces))];
    }

    private bool AreColumns(List<Row> rows, int first, int count, Gutter gutter)
    {
        var (left, right) = (new List<LinePiece>(count), new List<LinePiece>(count));
        for (var i = first; i < first + count; i++)
        {
            Steps++;
            if (gutter.Neighbours(rows[i]) is var (before, behind))
            {
                left.Add(before);
                right.Add(behind);
            }
        }

        return left.Count >= FewestLines && IsRunningText(left) && IsRunningText(right);
    }

    /// <param name="lines">What is next to the gutter, line by line.</param>
    private static bool IsRunningText(List<LinePiece> lines)
    {
        var width = lines.Max(line => line.Box.Width);
        var full = lines.Count(line => line.Box.Width >= FullLine * width && line.Words.Count >= FewestWords);
        return width >= NarrowestColumn * lines[0].Start.Size && full >= FullLines * lines.Count;
    }
}
