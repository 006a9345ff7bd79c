namespace PdfTract.Cache.Stress.Reporting;

/// <summary>How long each operation took, of all processes together: a histogram each, and the figures as a table.</summary>
internal static class Latencies
{
    public static void Write(MarkupWriter html, IReadOnlyDictionary<Operation, LatencySummary> latencies)
    {
        html.Line($"<section><h2>Time per operation, all processes together</h2>");
        if (latencies.Count == 0)
        {
            html.Line($"""<p class="muted">No worker came to an operation.</p></section>""");
            return;
        }

        html.Line($"""
            <p class="muted">All charts have the same logarithmic time axis, with {LogAxis.BucketsPerDecade} bars to a power of ten, and
            a count axis each of its own. As measured in the worker, without the check of the oracle.</p>
            <div class="charts">
            """);
        var axis = LogAxis.For(latencies.Values);
        foreach (var (operation, latency) in latencies)
        {
            Histogram.Write(html, operation, latency, axis);
        }

        html.Line($"</div>");
        Table(html, latencies);
        html.Line($"</section>");
    }

    private static void Table(MarkupWriter html, IReadOnlyDictionary<Operation, LatencySummary> latencies)
    {
        html.Line($"""
            <div class="scroll"><table class="figures">
            <thead><tr><th scope="col">Operation</th><th scope="col">Count</th>
            <th scope="col">p50</th><th scope="col">p90</th><th scope="col">p99</th><th scope="col">Longest</th></tr></thead>
            <tbody>
            """);
        foreach (var (operation, latency) in latencies)
        {
            html.Line($"""
                <tr><th scope="row">{operation.Title()}</th><td>{Units.Count(latency.Count)}</td>
                <td>{Units.Duration(latency.P50)}</td><td>{Units.Duration(latency.P90)}</td>
                <td>{Units.Duration(latency.P99)}</td><td>{Units.Duration(latency.Max)}</td></tr>
                """);
        }

        html.Line($"</tbody></table></div>");
    }
}
