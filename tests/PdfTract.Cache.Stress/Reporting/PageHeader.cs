using System.Globalization;
using PdfTract.Cache.Stress.Profiles;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>How it ended, of what, and where.</summary>
internal static class PageHeader
{
    /// <summary>A run in which nothing could be tried has not passed.</summary>
    public static string Verdict(ReportData data) =>
        data.Count(RowState.Fail) > 0 ? "FAILED" : data.Count(RowState.Pass) > 0 ? "PASSED" : "NOTHING TRIED";

    public static string Counts(ReportData data)
    {
        var (passed, failed, skipped) = (data.Count(RowState.Pass), data.Count(RowState.Fail), data.Count(RowState.Skipped));
        return $"{Units.Count(passed)} passed, {Units.Count(failed)} failed, {Units.Count(skipped)} skipped";
    }

    public static void Write(MarkupWriter html, ReportData data)
    {
        var style = data.Count(RowState.Fail) > 0 ? "fail" : data.Count(RowState.Pass) > 0 ? "pass" : "skipped";
        html.Line($"""
            <header>
            <p class="over">Stress test of the extraction cache</p>
            <h1><span class="state {style}">{Verdict(data)}</span> {Counts(data)}</h1>
            <p class="muted">Finished {data.Finished:yyyy-MM-dd HH:mm:ss} UTC after {Units.Seconds(data.ElapsedSeconds)}.</p>
            """);
        foreach (var (number, row) in data.Rows.Index().Where(row => row.Item.State == RowState.Fail))
        {
            html.Line($"""<p><a href="#{RowsTable.Anchor(number)}">{row.Profile}: {row.Name}</a></p>""");
        }

        html.Line($"""<div class="facts">""");
        Facts(html, "Options", [
            ("processes", Units.Count(data.Options.Processes)),
            ("iterations", Units.Count(data.Options.Iterations)),
            ("keys", Units.Count(data.Options.Keys)),
            ("seed", data.Options.Seed.ToString(CultureInfo.InvariantCulture)),
            ("soak", $"{Units.Count(data.Options.Seconds)} s"),
            ("largest value", $"{Units.Count(data.Options.MaxLength)} bytes"),
            ("directory", data.Options.Directory.Length == 0 ? "the system's temp folder" : data.Options.Directory)]);
        Facts(html, "Machine", [
            ("system", data.Machine.OperatingSystem),
            ("architecture", data.Machine.Architecture),
            ("runtime", data.Machine.Runtime),
            ("processors", Units.Count(data.Machine.Processors))]);
        html.Line($"</div></header>");
    }

    private static void Facts(MarkupWriter html, string title, IEnumerable<(string Name, string Value)> facts)
    {
        html.Line($"<section><h2>{title}</h2><dl>");
        foreach (var (name, value) in facts)
        {
            html.Line($"<dt>{name}</dt><dd>{value}</dd>");
        }

        html.Line($"</dl></section>");
    }
}
