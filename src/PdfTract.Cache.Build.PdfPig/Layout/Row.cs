namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Pieces that are drawn one after the other along one line.</summary>
internal sealed class Row
{
    private readonly List<LinePiece> _pieces = [];
    private double[]? _starts;
    private double[]? _ends;
    private bool? _isInOrder;

    public Row(params LinePiece[] pieces) => _pieces.AddRange(pieces);

    public IReadOnlyList<LinePiece> Pieces => _pieces;

    public bool IsHorizontal => _pieces[0].IsHorizontal;

    public double Size => _pieces[0].Start.Size;

    public double Y => _pieces[0].Start.Start.Y;

    /// <summary>Whether the pieces are drawn from the left to the right, as nearly always.</summary>
    public bool IsInOrder => _isInOrder ??= Enumerable.Range(1, _pieces.Count - 1).All(i => _pieces[i - 1].Box.Right <= _pieces[i].Box.Right);

    public void Add(LinePiece piece) => _pieces.Add(piece);

    public static List<Row> Of(IReadOnlyList<LinePiece> pieces)
    {
        var rows = new List<Row>();
        foreach (var piece in pieces)
        {
            if (rows.Count > 0 && rows[rows.Count - 1] is var row && row._pieces[row._pieces.Count - 1].IsOnLineWith(piece))
            {
                row.Add(piece);
            }
            else
            {
                rows.Add(new Row(piece));
            }
        }

        return rows;
    }

    /// <summary>How many pieces end by here.</summary>
    public int CountEndingBy(double x) => CountUpTo(_ends ??= Sorted(piece => piece.Box.Right), x, isIncluded: true);

    /// <summary>How many pieces start here or behind.</summary>
    public int CountStartingFrom(double x) => _pieces.Count - CountUpTo(_starts ??= Sorted(piece => piece.Box.Left), x, isIncluded: false);

    /// <summary>Where the last of so many pieces ends.</summary>
    public double LastEnd(int count) => _ends![count - 1];

    /// <summary>Where the first of so many pieces at the end starts.</summary>
    public double FirstStart(int count) => _starts![_pieces.Count - count];

    private double[] Sorted(Func<LinePiece, double> edge)
    {
        double[] edges = [.. _pieces.Select(edge)];
        Array.Sort(edges);
        return edges;
    }

    private static int CountUpTo(double[] sorted, double x, bool isIncluded)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isIncluded ? sorted[middle] <= x : sorted[middle] < x)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
