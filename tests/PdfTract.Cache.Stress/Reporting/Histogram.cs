namespace PdfTract.Cache.Stress.Reporting;

/// <summary>The times of one operation as bars over a logarithmic axis.</summary>
internal static class Histogram
{
    private const double Width = 380, Height = 216, Left = 46, Right = 366, Top = 34, Bottom = 172;

    public static void Write(MarkupWriter html, Operation operation, LatencySummary latency, LogAxis axis)
    {
        var figures = $"{Units.Plural(latency.Count, "operation")}, p50 {Units.Duration(latency.P50)}, p99 {Units.Duration(latency.P99)}";
        html.Line($"""
            <figure><figcaption><b>{operation.Title()}</b> <span class="muted">{figures}</span></figcaption>
            <svg viewBox="0 0 {Width} {Height}" role="img"><title>{operation.Title()}: {figures}</title>
            """);
        var most = latency.Buckets.Values.Max();
        CountAxis(html, most);
        TimeAxis(html, axis);
        foreach (var (bucket, count) in latency.Buckets.OrderBy(bucket => bucket.Key))
        {
            Bar(html, operation, axis, bucket, count, (Bottom - Top) * count / most);
        }

        Mark(html, "p50", axis.Position(latency.P50), "end");
        Mark(html, "p99", axis.Position(latency.P99), "start");
        html.Line($"</svg></figure>");
    }

    private static void CountAxis(MarkupWriter html, int most)
    {
        var step = Math.Max(1, Units.Step(most, 5));
        for (var mark = 0.0; mark <= most; mark += step)
        {
            var y = Bottom - ((Bottom - Top) * mark / most);
            html.Line($"""
                <line class="grid" x1="{Left}" x2="{Right}" y1="{y:0.#}" y2="{y:0.#}"/>
                <text class="end" x="{Left - 6}" y="{y + 4:0.#}">{Units.Short(mark)}</text>
                """);
        }

        html.Line($"""<text class="title" x="2" y="10">operations</text>""");
    }

    private static void TimeAxis(MarkupWriter html, LogAxis axis)
    {
        for (var decade = axis.FirstDecade; decade <= axis.LastDecade; decade++)
        {
            var x = X(axis.Position(Math.Pow(10, decade)));
            html.Line($"""
                <line class="axis" x1="{x:0.#}" x2="{x:0.#}" y1="{Bottom}" y2="{Bottom + 4}"/>
                <text class="middle" x="{x:0.#}" y="{Bottom + 17}">{Units.Duration(Math.Pow(10, decade))}</text>
                """);
        }

        html.Line($"""
            <line class="axis" x1="{Left}" x2="{Right}" y1="{Bottom}" y2="{Bottom}"/>
            <text class="middle title" x="{(Left + Right) / 2}" y="{Height - 8}">time per operation (logarithmic)</text>
            """);
    }

    /// <summary>The whole column shows the tooltip: a bar of one among thousands is too low to point at.</summary>
    private static void Bar(MarkupWriter html, Operation operation, LogAxis axis, int bucket, int count, double height)
    {
        var x = X(axis.Position(LogAxis.Start(bucket)));
        var width = X(axis.Position(LogAxis.Start(bucket + 1))) - x;
        var seen = Math.Max(1, height);
        html.Line($"""
            <g><title>{LogAxis.Range(bucket)}: {Units.Plural(count, "operation")}</title>
            <rect class="column" x="{x:0.##}" y="{Top}" width="{width:0.##}" height="{Bottom - Top}"/>
            <rect class="{operation.Word()}" x="{x + 0.5:0.##}" y="{Bottom - seen:0.##}" width="{width - 1:0.##}" height="{seen:0.##}"/>
            </g>
            """);
    }

    /// <summary>The two marks' words point away from each other, so that they never meet.</summary>
    private static void Mark(MarkupWriter html, string word, double position, string anchor)
    {
        var x = X(position);
        html.Line($"""
            <line class="mark" x1="{x:0.#}" x2="{x:0.#}" y1="{Top - 8}" y2="{Bottom}"/>
            <text class="{anchor}" x="{x + (anchor == "end" ? -3 : 3):0.#}" y="{Top - 6}">{word}</text>
            """);
    }

    private static double X(double position) => Left + ((Right - Left) * position);
}
