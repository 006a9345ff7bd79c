namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Takes columns of running text apart that are drawn line by line across their gutter. Tables are drawn so too, and are
/// read so: what counts as a column is wide, and most of its lines fill it with several words.
/// </summary>
internal static class Columns
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

    /// <returns>The same pieces; columns one after the other.</returns>
    public static IEnumerable<LinePiece> TakeApart(IReadOnlyList<LinePiece> pieces) => TakeApart(Rows(pieces)).SelectMany(row => row);

    private static List<List<LinePiece>> TakeApart(List<List<LinePiece>> rows)
    {
        var result = new List<List<LinePiece>>(rows.Count);
        for (var i = 0; i < rows.Count;)
        {
            var (left, right) = ColumnsAt(rows, i, out var count);
            if (count > 0)
            {
                result.AddRange(left);
                // There may be a third column.
                result.AddRange(TakeApart(right));
                i += count;
            }
            else
            {
                result.Add(rows[i]);
                i++;
            }
        }

        return result;
    }

    private static List<List<LinePiece>> Rows(IReadOnlyList<LinePiece> pieces)
    {
        var rows = new List<List<LinePiece>>();
        foreach (var piece in pieces)
        {
            if (rows.Count > 0 && rows[rows.Count - 1] is var row && row[row.Count - 1].IsOnLineWith(piece))
            {
                row.Add(piece);
            }
            else
            {
                rows.Add([piece]);
            }
        }

        return rows;
    }

    private static (List<List<LinePiece>> Left, List<List<LinePiece>> Right) ColumnsAt(List<List<LinePiece>> rows, int first, out int count)
    {
        var row = rows[first];
        for (var i = 1; i < row.Count && row[0].IsHorizontal; i++)
        {
            var gutter = new Gutter(row[i - 1].Box.Right, row[i].Box.Left);
            count = Follow(rows, first, ref gutter);
            if (count >= FewestLines && Split(rows, first, count, gutter) is var (left, right) && AreColumns(left, right))
            {
                return (Lines(left), Lines(right));
            }
        }

        count = 0;
        return ([], []);
    }

    /// <summary>How many rows the gutter goes through. It narrows to what is white in all of them.</summary>
    private static int Follow(List<List<LinePiece>> rows, int first, ref Gutter gutter)
    {
        var count = 1;
        for (; first + count < rows.Count; count++)
        {
            var (above, row) = (rows[first + count - 1][0], rows[first + count]);
            var step = (above.Start.Start.Y - row[0].Start.Start.Y) / Math.Max(above.Start.Size, row[0].Start.Size);
            if (!row[0].IsHorizontal || step is <= 0 or > LongestLineStep || gutter.Between(row) is not { } narrower
                || narrower.Width < NarrowestGutter * row[0].Start.Size)
            {
                break;
            }

            gutter = narrower;
        }

        return count;
    }

    private static (LinePiece[][] Left, LinePiece[][] Right) Split(List<List<LinePiece>> rows, int first, int count, Gutter gutter)
    {
        var band = rows.GetRange(first, count);
        return ([.. band.Select(row => row.Where(gutter.IsRightOf).ToArray())], [.. band.Select(row => row.Where(piece => !gutter.IsRightOf(piece)).ToArray())]);
    }

    private static List<List<LinePiece>> Lines(LinePiece[][] column) => [.. column.Where(row => row.Length > 0).Select(row => row.ToList())];

    private static bool AreColumns(LinePiece[][] left, LinePiece[][] right)
    {
        var both = Enumerable.Range(0, left.Length).Where(i => left[i].Length > 0 && right[i].Length > 0).ToArray();
        return both.Length >= FewestLines
            && IsRunningText([.. both.Select(i => left[i][left[i].Length - 1])])
            && IsRunningText([.. both.Select(i => right[i][0])]);
    }

    /// <param name="lines">What is next to the gutter, line by line.</param>
    private static bool IsRunningText(LinePiece[] lines)
    {
        var width = lines.Max(line => line.Box.Width);
        var full = lines.Count(line => line.Box.Width >= FullLine * width && line.Words.Count >= FewestWords);
        return width >= NarrowestColumn * lines[0].Start.Size && full >= FullLines * lines.Length;
    }

    /// <summary>White space between two columns.</summary>
    private readonly record struct Gutter(double Left, double Right)
    {
        private double Middle => (Left + Right) / 2;

        public double Width => Right - Left;

        /// <summary>Whether the gutter is on the right of the piece.</summary>
        public bool IsRightOf(LinePiece piece) => piece.Box.Right <= Middle;

        /// <summary>What of the gutter is white in this row too; null when the row crosses it.</summary>
        public Gutter? Between(List<LinePiece> row)
        {
            var (left, right) = (Left, Right);
            foreach (var piece in row)
            {
                if (IsRightOf(piece))
                {
                    left = Math.Max(left, piece.Box.Right);
                }
                else if (piece.Box.Left >= Middle)
                {
                    right = Math.Min(right, piece.Box.Left);
                }
                else
                {
                    return null;
                }
            }

            return new Gutter(left, right);
        }
    }
}
