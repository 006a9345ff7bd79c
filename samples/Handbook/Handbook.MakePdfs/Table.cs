namespace Handbook.MakePdfs;

/// <summary>A table whose first row is its head. What the cells leave of the width goes between the columns.</summary>
internal sealed class Table
{
    private const double NarrowestGap = 8;

    public Table(string[][] rows, double width)
    {
        var columns = rows[0].Length;
        var widths = Enumerable.Range(0, columns)
            .Select(column => rows.Zip(Styles).Max(row => row.Second.Face.WidthOf(row.First[column], row.Second.Size)))
            .ToArray();
        var gap = columns > 1 ? (width - widths.Sum()) / (columns - 1) : 0;

        if (columns > 1 && gap < NarrowestGap)
        {
            throw new InvalidOperationException($"The table that begins with '{string.Join(" | ", rows[0])}' is too wide for its column.");
        }

        ColumnStarts = [.. Enumerable.Range(0, columns).Select(column => widths.Take(column).Sum() + (column * gap))];
    }

    /// <summary>The style of the first row, then that of each row after it.</summary>
    public static IEnumerable<Style> Styles => Enumerable.Repeat(Style.TableRow, int.MaxValue - 1).Prepend(Style.TableHead);

    /// <summary>Where the columns begin, from the table's left edge.</summary>
    public IReadOnlyList<double> ColumnStarts { get; }
}
