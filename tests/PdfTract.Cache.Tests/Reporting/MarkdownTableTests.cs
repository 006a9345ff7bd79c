using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Tests;

internal sealed class MarkdownTableTests
{
    [Test]
    public void Columns_are_as_wide_as_their_widest_cell_and_figures_stand_to_the_right()
    {
        var table = new MarkdownTable("title", "", "time");
        table.Add("raw files", "5 µs");
        table.Add("SQLite", "12.5 µs");

        Assert.That(table.ToString(), Is.EqualTo(
            """
            |           |    time |
            |-----------|--------:|
            | raw files |    5 µs |
            | SQLite    | 12.5 µs |

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void A_cell_that_is_not_given_is_empty()
    {
        var table = new MarkdownTable("title", "", "time", "×");
        table.Add("Redis", "not installed");

        Assert.That(table.ToString().Split('\n')[2], Is.EqualTo("| Redis | not installed |     |"));
    }

    [Test]
    public void A_bar_in_a_cell_does_not_end_it()
    {
        var table = new MarkdownTable("title", "what");
        table.Add("a|b");

        Assert.That(table.ToString(), Does.Contain(@"| a\|b |"));
    }
}
