namespace PdfTract.Cache.Stress.Reporting;

/// <summary>The same axis once for every process: one that differs from its neighbours is seen at a glance.</summary>
internal static class ProcessMultiples
{
    private const int Most = 24;
    private const double Width = 260, Left = 42, Right = 212, Strip = 24, Bar = 19, Foot = 22;

    public static void Write(MarkupWriter html, IReadOnlyList<ProcessFigures> processes)
    {
        var busy = processes.Where(process => process.Operations > 0).OrderByDescending(process => process.Operations).ToArray();
        var shown = busy.Take(Most).ToArray();
        html.Line($"<section><h2>Time per operation, by process</h2>");
        if (shown.Length == 0)
        {
            html.Line($"""<p class="muted">No worker came to an operation.</p></section>""");
            return;
        }

        html.Line($"""
            <p class="muted">{Choice(shown.Length, busy.Length, processes.Count - busy.Length)}
            A bar's height is relative to the highest one of its line; the number at the end of a line counts its operations.</p>
            <div class="charts small">
            """);
        var axis = LogAxis.For(shown.SelectMany(process => process.LatencyMicroseconds.Values));
        Operation[] operations = [.. shown.SelectMany(process => process.LatencyMicroseconds.Keys).Distinct().Order()];
        foreach (var process in shown)
        {
            Write(html, process, operations, axis);
        }

        html.Line($"</div></section>");
    }

    private static string Choice(int shown, int busy, int idle)
    {
        var choice = shown == busy
            ? "Every process that came to an operation, the busiest first."
            : $"The {Units.Count(shown)} busiest of {Units.Count(busy)} processes; {Units.Count(busy - shown)} more are in the JSON.";
        return idle == 0 ? choice : $"{choice} {Units.Plural(idle, "other", "others")} came to none: vandals, and those that died early.";
    }

    private static void Write(MarkupWriter html, ProcessFigures process, Operation[] operations, LogAxis axis)
    {
        var end = process.WasKilled ? ", killed" : process.ExitCode == 0 ? "" : $", exit code {process.ExitCode?.ToString() ?? "unknown"}";
        var what = $"{process.Profile}, {process.Role}{end}";
        var height = (operations.Length * Strip) + Foot;
        html.Line($"""
            <figure><figcaption><b>Process {process.ProcessId}</b> <span class="muted">{what}</span></figcaption>
            <svg viewBox="0 0 {Width} {height}" role="img">
            <title>Process {process.ProcessId}, {what}: {Units.Plural(process.Operations, "operation")}</title>
            """);
        TimeAxis(html, axis, height);
        for (var i = 0; i < operations.Length; i++)
        {
            Line(html, operations[i], process.LatencyMicroseconds.GetValueOrDefault(operations[i]), axis, (i + 1) * Strip);
        }

        html.Line($"</svg></figure>");
    }

    /// <summary>Every second power of ten has a label; there is no room for more.</summary>
    private static void TimeAxis(MarkupWriter html, LogAxis axis, double height)
    {
        for (var decade = axis.FirstDecade; decade <= axis.LastDecade; decade++)
        {
            var x = X(axis.Position(Math.Pow(10, decade)));
            var label = (decade - axis.FirstDecade) % 2 == 0 ? Units.Duration(Math.Pow(10, decade)) : "";
            html.Line($"""
                <line class="grid" x1="{x:0.#}" x2="{x:0.#}" y1="2" y2="{height - Foot}"/>
                <text class="middle" x="{x:0.#}" y="{height - 8}">{label}</text>
                """);
        }
    }

    private static void Line(MarkupWriter html, Operation operation, LatencySummary? latency, LogAxis axis, double y)
    {
        html.Line($"""
            <line class="axis" x1="{Left}" x2="{Right}" y1="{y}" y2="{y}"/>
            <text class="end" x="{Left - 5}" y="{y - 3}">{operation.Word()}</text>
            <text x="{Right + 5}" y="{y - 3}">{(latency is null ? "–" : Units.Short(latency.Count))}</text>
            """);
        if (latency is null)
        {
            return;
        }

        var most = latency.Buckets.Values.Max();
        foreach (var (bucket, count) in latency.Buckets.OrderBy(bucket => bucket.Key))
        {
            var x = X(axis.Position(LogAxis.Start(bucket)));
            var width = X(axis.Position(LogAxis.Start(bucket + 1))) - x;
            var bar = Math.Max(1, Bar * count / most);
            html.Line($"""
                <rect class="{operation.Word()}" x="{x + 0.25:0.##}" y="{y - bar:0.##}" width="{width - 0.5:0.##}" height="{bar:0.##}">
                <title>{operation.Title()}, {LogAxis.Range(bucket)}: {Units.Plural(count, "operation")}</title></rect>
                """);
        }
    }

    private static double X(double position) => Left + ((Right - Left) * position);
}
