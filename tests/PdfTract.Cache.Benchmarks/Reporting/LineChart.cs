namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>How something grows. The upright axis begins at nothing; the other one may count in powers of ten.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="XTitle">The axis along.</param>
/// <param name="YTitle">The axis upright.</param>
/// <param name="Lines">One or more.</param>
/// <param name="IsLogarithmic">Whether the axis along counts in powers of ten.</param>
internal sealed record LineChart(string Title, string XTitle, string YTitle, IReadOnlyList<ChartLine> Lines, bool IsLogarithmic = false) : IChart
{
    private const double Left = 70, Right = 540, Top = 60, Bottom = 300, Height = 350;

    public string ToSvg()
    {
        var page = new ChartPage(Title, Height);
        var points = Lines.SelectMany(line => line.Points).ToArray();
        var (first, last) = (Along(points.Min(point => point.X)), Along(points.Max(point => point.X)));
        var from = IsLogarithmic ? first : 0;
        var most = points.Max(point => point.Y) is > 0 and var highest ? highest : 1;
        page.Text(16, Top - 16, YTitle);
        page.Text((Left + Right) / 2, Height - 10, XTitle, "middle");
        var step = Units.Step(most, 5);
        for (var mark = 0.0; mark <= most * 1.0001; mark += step)
        {
            page.Line(Left, Y(mark), Right, Y(mark), "#dddddd");
            page.Text(Left - 8, Y(mark) + 4, Units.Short(mark), "end");
        }

        foreach (var x in points.Select(point => point.X).Distinct().Order())
        {
            page.Line(X(x), Bottom, X(x), Bottom + 5, "#333333");
            page.Text(X(x), Bottom + 19, Units.Short(x), "middle");
        }

        page.Line(Left, Bottom, Right, Bottom, "#333333");
        for (var i = 0; i < Lines.Count; i++)
        {
            Write(page, Lines[i], ChartPage.Colour(i));
            page.Text(Right + 14, Y(Lines[i].Points[^1].Y) + 4, Lines[i].Name, colour: ChartPage.Colour(i));
        }

        return page.End();

        double X(double x) => Left + ((Right - Left) * (last > from ? (Along(x) - from) / (last - from) : 1));

        double Y(double y) => Bottom - ((Bottom - Top) * y / most);

        void Write(ChartPage on, ChartLine line, string colour)
        {
            for (var i = 0; i < line.Points.Count; i++)
            {
                var point = line.Points[i];
                if (i > 0)
                {
                    on.Line(X(line.Points[i - 1].X), Y(line.Points[i - 1].Y), X(point.X), Y(point.Y), colour, 2);
                }

                on.Dot(X(point.X), Y(point.Y), colour, $"{line.Name}: {Units.Short(point.Y)} at {Units.Short(point.X)}");
            }
        }
    }

    private double Along(double x) => IsLogarithmic ? Math.Log10(Math.Max(x, double.Epsilon)) : x;
}
