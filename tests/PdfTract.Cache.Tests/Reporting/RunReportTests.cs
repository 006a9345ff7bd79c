using System.Text.Json;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Tests;

internal sealed class RunReportTests
{
    private const string Page = $"# Title\n\nWords of people.\n\n{MarkedSection.Begin}\nold figures\n{MarkedSection.End}\n\nMore words.\n";

    [Test]
    public void A_report_is_a_page_the_figures_and_a_file_for_each_chart()
    {
        using var folder = new TempFolder();
        Report().WriteTo(folder.Path);

        Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "performance.md", "performance.json", "part-1.svg", "part-2.svg" }));
    }

    [Test]
    public void The_figures_have_every_sample_and_every_target()
    {
        using var folder = new TempFolder();
        Report().WriteTo(folder.Path);

        var part = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, RunReport.JsonName))).RootElement.GetProperty("parts")[0];
        Assert.Multiple(() =>
        {
            Assert.That(part.GetProperty("series")[0].GetProperty("samples").EnumerateArray().Select(sample => sample.GetDouble()), Is.EqualTo(new[] { 1.0, 2, 3 }));
            Assert.That(part.GetProperty("series")[0].GetProperty("spread").GetProperty("median").GetDouble(), Is.EqualTo(2));
            Assert.That(part.GetProperty("targets")[0].GetProperty("state").GetString(), Is.EqualTo("not met"));
        });
    }

    [Test]
    public void A_page_keeps_what_people_wrote_and_gets_the_figures_between_its_marks()
    {
        using var folder = new TempFolder();
        var page = Path.Combine(folder.Path, "page.md");
        File.WriteAllText(page, Page);
        Report().WriteIntoPage(page);
        Report().WriteIntoPage(page);

        var text = File.ReadAllText(page);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.StartWith("# Title\n\nWords of people.\n\n").And.EndsWith("\n\nMore words.\n"));
            Assert.That(text, Does.Not.Contain("old figures"));
            Assert.That(text.Split("## part: title"), Has.Length.EqualTo(2));
            Assert.That(text, Does.Contain("](page/part-1.svg)"));
            Assert.That(File.Exists(Path.Combine(folder.Path, "page", "part-2.svg")));
        });
    }

    [Test]
    public void A_report_says_what_was_stored_and_whether_its_figures_count()
    {
        using var folder = new TempFolder();
        (Report() with { Payloads = new Extracts("some documents", 3, 1234, 5.6, "") }).WriteTo(folder.Path);

        Assert.That(File.ReadAllText(Path.Combine(folder.Path, RunReport.MarkdownName)), Does
            .Contain("Payloads: some documents, 3 of them with 1,234 pages, extracted by PdfPig in 5.6 s.")
            .And.Contain("A quick run: it shows that everything works, and its figures say nothing."));
    }

    [Test]
    public void A_page_without_marks_is_not_touched() =>
        Assert.That(() => MarkedSection.Replace("# Title\n", "figures"), Throws.TypeOf<InvalidDataException>());

    private static RunReport Report()
    {
        var part = new PartReport("part", "title");
        part.Series.Add(new Series("what", "who", Series.Microseconds, [1, 2, 3]));
        part.Aim("what", Bound.AtMost(1), 2);
        part.Notes.Add("A note.");
        part.Charts.Add(new LineChart("first", "x", "y", [new ChartLine("line", [(1, 1)])]));
        part.Charts.Add(new LineChart("second", "x", "y", [new ChartLine("line", [(1, 1)])]));
        return new RunReport([part], null, Quick: true, Seconds: 1);
    }
}
