using System.Globalization;
using System.Xml.Linq;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Tests;

internal sealed class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void A_bar_is_as_long_as_its_median_is_large()
    {
        var bars = Bars(Chart(("one", 100), ("other", 25))).Select(Width).ToArray();

        Assert.That(bars[0] / bars[1], Is.EqualTo(4).Within(0.01));
    }

    [Test]
    public void Each_group_has_a_scale_of_its_own()
    {
        var chart = new BarChart("title", "a second", [Group("small", ("one", 50_000)), Group("large", ("one", 5))]);

        var widths = Bars(chart).Select(Width).ToArray();
        Assert.That(widths[0], Is.EqualTo(widths[1]));
    }

    [Test]
    public void The_same_name_has_the_same_colour_in_all_groups()
    {
        var chart = new BarChart("title", "a second", [Group("a", ("one", 1), ("other", 1)), Group("b", ("other", 1), ("one", 1))]);

        var colours = Bars(chart).Select(bar => (string)bar.Attribute("fill")!).ToArray();
        Assert.That(colours, Is.EqualTo(new[] { colours[0], colours[1], colours[1], colours[0] }));
    }

    [Test]
    public void What_is_text_stays_text() =>
        Assert.That(XDocument.Parse(new BarChart("<b> & \"c\"", "x", [Group("g", ("<script>", 1))]).ToSvg()).Descendants(Svg + "text").Select(text => text.Value),
            Does.Contain("<script>").And.Contain("<b> & \"c\", x"));

    [Test]
    public void A_line_has_its_points_in_proportion()
    {
        var dots = Dots(new LineChart("title", "x", "y", [new ChartLine("line", [(1, 10), (2, 20), (4, 40)])]));

        Assert.Multiple(() =>
        {
            Assert.That((dots[1].X - dots[0].X) / (dots[2].X - dots[1].X), Is.EqualTo(0.5).Within(0.01));
            Assert.That((dots[0].Y - dots[1].Y) / (dots[1].Y - dots[2].Y), Is.EqualTo(0.5).Within(0.01));
        });
    }

    [Test]
    public void A_logarithmic_axis_gives_each_power_of_ten_as_much_room()
    {
        var dots = Dots(new LineChart("title", "x", "y", [new ChartLine("line", [(1000, 1), (10_000, 1), (100_000, 1)])], IsLogarithmic: true));

        Assert.That(dots[1].X - dots[0].X, Is.EqualTo(dots[2].X - dots[1].X).Within(0.2));
    }

    [Test]
    public void A_single_point_is_a_chart_too() =>
        Assert.That(Dots(new LineChart("title", "x", "y", [new ChartLine("line", [(1, 0)])])), Has.Length.EqualTo(1));

    private static BarChart Chart(params (string Name, double Value)[] bars) => new("title", "a second", [Group("group", bars)]);

    private static BarGroup Group(string name, params (string Name, double Value)[] bars) =>
        new(name, [.. bars.Select(bar => new Bar(bar.Name, new Spread(bar.Value, bar.Value, bar.Value)))]);

    /// <summary>Those with a tip; the background has none.</summary>
    private static IEnumerable<XElement> Bars(BarChart chart) =>
        XDocument.Parse(chart.ToSvg()).Descendants(Svg + "rect").Where(rectangle => rectangle.Element(Svg + "title") is not null);

    private static double Width(XElement bar) => Number(bar, "width");

    private static (double X, double Y)[] Dots(LineChart chart) =>
        [.. XDocument.Parse(chart.ToSvg()).Descendants(Svg + "circle").Select(dot => (Number(dot, "cx"), Number(dot, "cy")))];

    private static double Number(XElement element, string attribute) => double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
