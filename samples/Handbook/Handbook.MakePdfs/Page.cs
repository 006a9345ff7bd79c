using System.Globalization;
using System.Text;

namespace Handbook.MakePdfs;

/// <summary>The drawing instructions of one page.</summary>
internal sealed class Page
{
    private readonly StringBuilder _instructions = new();

    public string Instructions => _instructions.ToString();

    public void Text(Style style, double x, double y, string text) =>
        Add($"BT /{style.Face.Key} {style.Size:0.##} Tf {x:0.##} {y:0.##} Td {PdfText.Literal(text)} Tj ET");

    public void Rule(double left, double right, double y) => Add($"0.5 w {left:0.##} {y:0.##} m {right:0.##} {y:0.##} l S");

    private void Add(FormattableString instruction) =>
        _instructions.Append(instruction.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
