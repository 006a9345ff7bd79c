namespace PdfTract.Cache.Stress.Reporting;

/// <summary>The hit rate over time; below it how many look-ups it stands on, and which profile ran.</summary>
internal static class TimeSeries
{
    private const double Width = 900, Height = 318, Left = 56, Right = 884;
    private const double RateTop = 24, RateBottom = 154, CountTop = 186, CountBottom = 240, SpanTop = 247, SpanBottom = 267;

    public static void Write(MarkupWriter html, ReportData data)
    {
        html.Line($"<section><h2>Hit rate over time</h2>");
        var slices = data.HitRate;
        if (slices.Sum(slice => slice.LookUps) == 0)
        {
            html.Line($"""<p class="muted">Nobody looked anything up.</p></section>""");
            return;
        }

        var spans = ProfileSpan.Of(data.Runs);
        html.Line($"""
            <p class="muted">The part of the look-ups that were hits, in {slices.Count} slices of
            {Units.Duration(1_000_000 * (slices[0].To - slices[0].From))}. A slice without look-ups has no point.</p>
            <figure><div class="scroll"><svg class="wide" viewBox="0 0 {Width} {Height}" role="img"><title>Hit rate over time</title>
            """);
        TimeAxis(html, slices[^1].To);
        Spans(html, spans, slices[^1].To);
        Rate(html, slices);
        Counts(html, slices);
        html.Line($"""
            </svg></div>
            <figcaption class="muted">{string.Join(" · ", spans.Select((span, i) => $"{i + 1} {span}"))}</figcaption></figure></section>
            """);
    }

    private static void TimeAxis(MarkupWriter html, double end)
    {
        var step = Units.Step(end, 8);
        for (var mark = 0.0; mark <= end * 1.0001; mark += step)
        {
            var x = X(mark, end);
            html.Line($"""
                <line class="grid" x1="{x:0.#}" x2="{x:0.#}" y1="{RateTop}" y2="{SpanBottom + 5}"/>
                <text class="middle" x="{x:0.#}" y="{SpanBottom + 19}">{mark:0.###}</text>
                """);
        }

        html.Line($"""<text class="middle title" x="{(Left + Right) / 2}" y="{Height - 8}">seconds since the first run began</text>""");
    }

    private static void Spans(MarkupWriter html, IReadOnlyList<ProfileSpan> spans, double end)
    {
        for (var i = 0; i < spans.Count; i++)
        {
            var x = X(spans[i].From, end);
            var width = Math.Max(1, X(spans[i].To, end) - x);

            // About 7 units a letter. A number alone is explained below the chart.
            var label = $"{i + 1} {spans[i].Name}";
            label = label.Length * 7 < width ? label : width > 14 ? $"{i + 1}" : "";
            html.Line($"""
                <g><title>{spans[i]}</title>
                <rect class="span" x="{x:0.#}" y="{SpanTop}" width="{width:0.#}" height="{SpanBottom - SpanTop}"/>
                <text class="middle" x="{x + (width / 2):0.#}" y="{SpanBottom - 6}">{label}</text></g>
                """);
        }
    }

    private static void Rate(MarkupWriter html, IReadOnlyList<TimeSlice> slices)
    {
        html.Line($"""<text class="title" x="2" y="10">hits, percent of the look-ups</text>""");
        foreach (var percent in new[] { 0, 25, 50, 75, 100 })
        {
            html.Line($"""
                <line class="grid" x1="{Left}" x2="{Right}" y1="{Y(percent):0.#}" y2="{Y(percent):0.#}"/>
                <text class="end" x="{Left - 6}" y="{Y(percent) + 4:0.#}">{percent} %</text>
                """);
        }

        var end = slices[^1].To;
        var before = default((double X, double Y)?);
        foreach (var slice in slices)
        {
            if (slice.HitRate is not { } rate)
            {
                before = null;
                continue;
            }

            var (x, y) = (X((slice.From + slice.To) / 2, end), Y(100 * rate));
            if (before is { } last)
            {
                html.Line($"""<line class="rate" x1="{last.X:0.#}" y1="{last.Y:0.#}" x2="{x:0.#}" y2="{y:0.#}"/>""");
            }

            html.Line($"""<circle class="rate" cx="{x:0.#}" cy="{y:0.#}" r="3"/>""");
            before = (x, y);
        }

        static double Y(double percent) => RateBottom - ((RateBottom - RateTop) * percent / 100);
    }

    /// <summary>Drawn last, with columns over the whole height: they hold the tooltips of the hit rate too.</summary>
    private static void Counts(MarkupWriter html, IReadOnlyList<TimeSlice> slices)
    {
        var end = slices[^1].To;
        var most = slices.Max(slice => slice.LookUps);
        html.Line($"""
            <text class="title" x="2" y="{CountTop - 10}">look-ups in a slice</text>
            <text class="end" x="{Left - 6}" y="{CountTop + 4}">{Units.Short(most)}</text>
            <text class="end" x="{Left - 6}" y="{CountBottom + 4}">0</text>
            <line class="axis" x1="{Left}" x2="{Right}" y1="{CountBottom}" y2="{CountBottom}"/>
            """);
        foreach (var slice in slices.Where(slice => slice.LookUps > 0))
        {
            var (x, width) = (X(slice.From, end), X(slice.To, end) - X(slice.From, end));
            var height = Math.Max(1, (CountBottom - CountTop) * slice.LookUps / most);
            html.Line($"""
                <g><title>{slice}</title>
                <rect class="column" x="{x:0.##}" y="{RateTop}" width="{width:0.##}" height="{CountBottom - RateTop}"/>
                <rect class="count" x="{x + 1:0.##}" y="{CountBottom - height:0.##}" width="{width - 2:0.##}" height="{height:0.##}"/></g>
                """);
        }
    }

    private static double X(double seconds, double end) => Left + ((Right - Left) * seconds / end);
}
