namespace PdfTract.Cache.Stress.Reporting;

/// <summary>The page for people: everything in one file, without a script, so that it can be mailed and kept.</summary>
internal static class HtmlPage
{
    public static string Of(ReportData data)
    {
        var html = new MarkupWriter();
        html.Line($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{PageHeader.Verdict(data)}: {PageHeader.Counts(data)}</title>
            """);
        Stylesheet.Write(html);
        html.Line($"</head><body><main>");
        PageHeader.Write(html, data);
        TotalsTiles.Write(html, data.Totals);
        RowsTable.Write(html, data.Rows);
        Latencies.Write(html, data.LatencyMicroseconds);
        ProcessMultiples.Write(html, data.Processes);
        TimeSeries.Write(html, data);
        Duplicates.Write(html, data.Runs);
        html.Line($"</main></body></html>");
        return html.ToString();
    }
}
