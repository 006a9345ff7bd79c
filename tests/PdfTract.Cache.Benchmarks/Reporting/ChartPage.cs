namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>An SVG file being written: size, background, title. Its colours are of the file itself, since a page that shows it brings none.</summary>
internal sealed class ChartPage
{
    public const double Width = 720;

    /// <summary>Told apart without colour vision as well; the product's is the first.</summary>
    private static readonly string[] Colours = ["#0b5fa5", "#e08214", "#5aae61", "#9970ab", "#888888", "#c2413b", "#1b9e9e", "#b8860b"];

    private readonly MarkupWriter _svg = new();

    public ChartPage(string title, double height)
    {
        _svg.Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height:0.#}" font-family="system-ui, sans-serif" font-size="12" role="img">""");
        _svg.Line($"""<title>{title}</title>""");
        _svg.Line($"""<rect width="{Width}" height="{height:0.#}" fill="#ffffff"/>""");
        Text(16, 24, title, colour: "#111111", size: 14);
    }

    public static string Colour(int index) => Colours[index % Colours.Length];

    public void Text(double x, double y, string text, string anchor = "start", string colour = "#333333", double size = 12) =>
        _svg.Line($"""<text x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}" fill="{colour}" font-size="{size:0.#}">{text}</text>""");

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1) =>
        _svg.Line($"""<line x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}" stroke="{colour}" stroke-width="{width:0.#}"/>""");

    public void Bar(double x, double y, double width, double height, string colour, string tip) =>
        _svg.Line($"""<rect x="{x:0.#}" y="{y:0.#}" width="{width:0.#}" height="{height:0.#}" fill="{colour}"><title>{tip}</title></rect>""");

    public void Dot(double x, double y, string colour, string tip) =>
        _svg.Line($"""<circle cx="{x:0.#}" cy="{y:0.#}" r="3.5" fill="{colour}"><title>{tip}</title></circle>""");

    public string End()
    {
        _svg.Line($"</svg>");
        return _svg.ToString();
    }
}
