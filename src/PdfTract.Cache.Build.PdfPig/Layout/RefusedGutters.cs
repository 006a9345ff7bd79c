namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Gutters that were followed and turned out to be none, such as those between the cells of a table. Each row would follow them again to
/// the table's end: on a table of two thousand rows this took minutes. They are left alone for a sixty-fourth of their rows at a
/// time, so that the rows that are looked at stay in proportion to the rows there are. On a page of text that is no row at all.
/// </summary>
internal sealed class RefusedGutters
{
    private const int Share = 64;

    private readonly List<(Gutter Gutter, int Until)> _refused = [];

    /// <summary>The row that is next; what was refused before it may be tried again.</summary>
    public void MoveTo(int row) => _refused.RemoveAll(refused => refused.Until <= row);

    /// <summary>Whether this gap is one of them. They are in order from the left.</summary>
    public bool Contains(Gutter gap)
    {
        var (low, high) = (0, _refused.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_refused[middle].Gutter.Left < gap.Left)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < _refused.Count && _refused[low].Gutter.Right <= gap.Right;
    }

    /// <param name="gutter">What was left of the gutter at its end.</param>
    /// <param name="row">The row from which it was followed.</param>
    /// <param name="count">How many rows it went through.</param>
    public void Add(Gutter gutter, int row, int count)
    {
        if (count / Share is > 0 and var rows)
        {
            var at = _refused.FindIndex(other => other.Gutter.Left > gutter.Left);
            _refused.Insert(at < 0 ? _refused.Count : at, (gutter, row + 1 + rows));
        }
    }
}
