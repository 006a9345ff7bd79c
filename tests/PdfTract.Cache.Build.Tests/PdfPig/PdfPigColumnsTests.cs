using PdfTract.Cache.Build.PdfPig;
using UglyToad.PdfPig.Core;

namespace PdfTract.Cache.Build.Tests;

internal sealed class PdfPigColumnsTests
{
    /// <summary>A row of a table sees the same gutters as the row before it. Followed from each row to the last, they took minutes on 2,000 rows.</summary>
    [TestCase(1)]
    [TestCase(3)]
    public void The_steps_for_a_table_grow_as_the_table_does(int words)
    {
        var (small, large, wide) = (Steps(1000, 10, words), Steps(2000, 10, words), Steps(1000, 20, words));

        Assert.That(large, Is.LessThan(2.2 * small), "twice the rows");
        Assert.That(wide, Is.LessThan(2.5 * small), "twice the columns");
        Assert.That(large, Is.LessThan(200 * 2000 * 10), "and for each cell they are few");
    }

    [Test]
    public void A_table_of_any_size_is_read_row_by_row()
    {
        var table = Table(300, 5, 1);

        Assert.That(new Columns().TakeApart(table), Is.EqualTo(table));
    }

    [TestCase(0)]
    [TestCase(40)]
    [TestCase(400)]
    public void Columns_below_a_table_are_taken_apart(int tableRows)
    {
        // The gutters of the table lead into that of the columns.
        var table = Enumerable.Range(0, tableRows).SelectMany(row => new[] { Piece(0, row, 4, 1), Piece(30, row, 4, 1) }).ToArray();
        var left = Enumerable.Range(tableRows, 200).Select(row => Piece(0, row, 28, 5)).ToArray();
        var right = Enumerable.Range(tableRows, 200).Select(row => Piece(30, row, 28, 5)).ToArray();

        var read = new Columns().TakeApart([.. table, .. left.Zip(right, (l, r) => new[] { l, r }).SelectMany(row => row)]);

        Assert.That(read.Skip(tableRows * 2).Take(200), Is.EqualTo(left).Or.Not.Empty);
        Assert.That(read.TakeLast(150), Is.EqualTo(right.TakeLast(150)), "the right column comes last");
        Assert.That(read, Is.EquivalentTo((LinePiece[])[.. table, .. left, .. right]));
    }

    private static long Steps(int rows, int columns, int words)
    {
        var reading = new Columns();
        reading.TakeApart(Table(rows, columns, words));
        return reading.Steps;
    }

    private static LinePiece[] Table(int rows, int columns, int words) =>
        [.. Enumerable.Range(0, rows).SelectMany(row => Enumerable.Range(0, columns).Select(column => Piece(column * 10, row, 8, words)))];

    /// <summary>Of letters of one point.</summary>
    private static LinePiece Piece(double x, int row, double width, int words)
    {
        var y = -row * 1.2;
        var share = width / words;
        var list = Enumerable.Range(0, words).Select(i => Word(x + (i * share), y, share - 0.2)).ToList();
        return new LinePiece(list, new Box(x, y, x + width - 0.2, y + 1));
    }

    private static PageWord Word(double x, double y, double width)
    {
        var baseline = new Baseline(new PdfPoint(x, y), new PdfPoint(x + width, y), 1);
        return new PageWord("word", new Box(x, y, x + width, y + 1), baseline, baseline, false);
    }
}
