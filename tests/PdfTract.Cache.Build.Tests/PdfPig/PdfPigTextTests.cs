using static PdfTract.Cache.Build.Tests.DrawnPdf;

namespace PdfTract.Cache.Build.Tests;

public class PdfPigTextTests
{
    private const string Narrow = "and some more of its own text";

    /// <summary>Twelve lines of running text a column, wide enough that no table looks like it.</summary>
    private static readonly Text[] LeftColumn = Column("left", 50);
    private static readonly Text[] RightColumn = Column("right", 320);

    [Test]
    public void Every_page_ends_with_a_form_feed()
    {
        using var run = new PdfPigRun().With("a.pdf", OfPages([new Text("one", 72, 700)], [], [new Text("three", 72, 700)]));

        Assert.That(run.Execute(), Is.True);
        Assert.That(run.Text(), Is.EqualTo("one\n\f\fthree\n\f"));
    }

    [Test]
    public void Text_is_utf8_without_a_byte_order_mark()
    {
        using var run = new PdfPigRun().With("a.pdf", OfObjects(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            Drawing(@"BT /F 12 Tf 20 50 Td (caf\351) Tj ET"),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"));

        run.Execute();

        Assert.That(File.ReadAllBytes(run.Output("a.pdf")), Is.EqualTo("caf\u00e9\n\f"u8.ToArray()));
    }

    [Test]
    public void Columns_drawn_one_after_the_other_are_read_one_after_the_other()
    {
        using var run = new PdfPigRun().With("a.pdf", OfPages([.. LeftColumn, .. RightColumn]));

        run.Execute();

        Assert.That(run.Text(), Is.EqualTo(Lines([.. LeftColumn, .. RightColumn])));
    }

    [Test]
    public void Columns_drawn_line_by_line_across_the_gutter_are_read_one_after_the_other()
    {
        using var run = new PdfPigRun().With("a.pdf", OfPages([new Text("A heading over both", 50, 760), .. Interleaved(LeftColumn, RightColumn)]));

        run.Execute();

        Assert.That(run.Text(), Is.EqualTo("A heading over both\n" + Lines([.. LeftColumn, .. RightColumn])));
    }

    [Test]
    public void Columns_drawn_in_no_order_are_read_one_after_the_other()
    {
        Text[] shuffled = [.. LeftColumn, .. RightColumn];
        new Random(7).Shuffle(shuffled);
        using var run = new PdfPigRun().With("a.pdf", OfPages(shuffled));

        run.Execute();

        Assert.That(run.Text(), Is.EqualTo(Lines([.. LeftColumn, .. RightColumn])));
    }

    [Test]
    public void Three_columns_are_read_one_after_the_other()
    {
        var (one, two, three) = (Column("one", 30, Narrow), Column("two", 220, Narrow), Column("three", 410, Narrow));
        using var run = new PdfPigRun().With("a.pdf", OfPages(Interleaved(one, two, three)));

        run.Execute();

        Assert.That(run.Text(), Is.EqualTo(Lines([.. one, .. two, .. three])));
    }

    [Test]
    public void A_table_is_read_row_by_row()
    {
        var table = Enumerable.Range(1, 12).SelectMany(row => new[] { new Text($"name{row}", 50, 700 - (row * 12)), new Text($"what the name {row} stands for in words", 250, 700 - (row * 12)) });
        using var run = new PdfPigRun().With("a.pdf", OfPages([.. table]));

        run.Execute();

        Assert.That(run.Text().Split('\n')[..2], Is.EqualTo(new[] { "name1 what the name 1 stands for in words", "name2 what the name 2 stands for in words" }));
    }

    [Test]
    public void A_page_drawn_from_the_bottom_up_is_read_from_the_top_down()
    {
        using var run = new PdfPigRun().With("a.pdf", OfPages([.. LeftColumn.Reverse()]));

        run.Execute();

        Assert.That(run.Text(), Is.EqualTo(Lines(LeftColumn)));
    }

    [Test]
    public void A_gap_without_a_space_still_ends_a_word()
    {
        using var run = new PdfPigRun().With("a.pdf", OfPages([new Text("one", 72, 700), new Text("two", 92, 700)]));

        run.Execute();

        Assert.That(run.Text(), Is.EqualTo("one two\n\f"));
    }

    [Test]
    public void An_index_stays_on_its_line()
    {
        using var run = new PdfPigRun().With("a.pdf", OfPages([new Text("x", 72, 700), new Text("2", 77.2, 703), new Text("is", 86, 700)]));

        run.Execute();

        Assert.That(run.Text(), Is.EqualTo("x2 is\n\f"));
    }

    private static Text[] Column(string name, double x, string words = "and some more words of its text") =>
        [.. Enumerable.Range(1, 12).Select(line => new Text($"{name} {line:00} {words}", x, 740 - (line * 12)))];

    private static Text[] Interleaved(params Text[][] columns) =>
        [.. Enumerable.Range(0, columns[0].Length).SelectMany(line => columns.Select(column => column[line]))];

    private static string Lines(Text[] texts) => string.Concat(texts.Select(text => text.Words + "\n")) + "\f";
}
