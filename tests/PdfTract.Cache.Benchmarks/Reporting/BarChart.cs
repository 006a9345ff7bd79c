namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>Bars from left to right, in groups with a scale of their own each: throughputs of small and of large things have nothing in common.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Unit">Of the bars.</param>
/// <param name="Groups">From top to bottom.</param>
internal sealed record BarChart(string Title, string Unit, IReadOnlyList<BarGroup> Groups) : IChart
{
    private const double Left = 170, Right = 600, Row = 20, GroupHead = 30, Head = 44, Foot = 16;

    public string ToSvg()
    {
        var page = new ChartPage($"{Title}, {Unit}", Head + Foot + Groups.Sum(group => GroupHead + (group.Bars.Count * Row)));
        var names = Groups.SelectMany(group => group.Bars).Select(bar => bar.Name).Distinct().ToList();
        var y = Head;
        foreach (var group in Groups)
        {
            page.Text(16, y + 16, group.Name, colour: "#111111");
            y += GroupHead;
            var most = group.Bars.Max(bar => bar.Value.High);
            foreach (var bar in group.Bars)
            {
                Write(page, bar, names.IndexOf(bar.Name), most, y);
                y += Row;
            }
        }

        return page.End();
    }

    private void Write(ChartPage page, Bar bar, int index, double most, double y)
    {
        var (end, low, high) = (X(bar.Value.Median), X(bar.Value.Low), X(bar.Value.High));
        page.Text(Left - 8, y + 12, bar.Name, "end");
        page.Bar(Left, y + 1, Math.Max(1, end - Left), Row - 6, ChartPage.Colour(index), $"{bar.Name}: {Units.Short(bar.Value.Median)} {Unit}");
        page.Line(low, y + 8, high, y + 8, "#111111");
        page.Text(Math.Max(end, high) + 6, y + 12, Units.Short(bar.Value.Median));

        double X(double value) => Left + ((Right - Left) * value / most);
    }
}
