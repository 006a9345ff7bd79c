using System.Text;

namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>A part's report as Markdown.</summary>
internal static class MarkdownReport
{
    /// <param name="report">What the part found.</param>
    /// <param name="charts">Where its pictures are, relative to the page; null for a page without.</param>
    public static string Of(PartReport report, string? charts)
    {
        var text = new StringBuilder();
        text.Append($"## {report.Name}: {report.Title}\n\n");
        if (report.Targets.Count > 0)
        {
            text.Append(Targets(report.Targets)).Append('\n');
        }

        foreach (var table in report.Tables)
        {
            text.Append($"**{table.Title}**\n\n{table}\n");
        }

        for (var i = 0; charts is not null && i < report.Charts.Count; i++)
        {
            text.Append($"![{report.Charts[i].Title}]({charts}{FileOf(report, i)})\n\n");
        }

        foreach (var note in report.Notes)
        {
            text.Append($"- {note}\n");
        }

        return text.Append(report.Notes.Count > 0 ? "\n" : "").ToString();
    }

    public static string FileOf(PartReport report, int chart) => report.Charts.Count == 1 ? $"{report.Name}.svg" : $"{report.Name}-{chart + 1}.svg";

    private static MarkdownTable Targets(IEnumerable<Target> targets)
    {
        var table = new MarkdownTable("", "target", "should be", "measured", "");
        foreach (var target in targets)
        {
            var unit = target.Unit.Length == 0 ? "" : " " + target.Unit;
            table.Add(target.What, target.Bound + unit, target.Measured is { } figure ? Figures.Ratio(figure) + unit : "–", target.State);
        }

        return table;
    }
}
