using System.Text;

namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>A table that is readable as text too: the first column to the left, all others, which are figures, to the right.</summary>
/// <param name="Title">Stands above it.</param>
/// <param name="Columns">The head.</param>
internal sealed record MarkdownTable(string Title, params string[] Columns)
{
    private readonly List<string[]> _rows = [];

    public IReadOnlyList<string[]> Rows => _rows;

    /// <summary>Adds a row; cells that are not given are empty.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var lines = _rows.Prepend(Columns).Select(row => Columns.Select((_, i) => i < row.Length ? Escape(row[i]) : "").ToArray()).ToArray();
        var widths = Columns.Select((_, i) => Math.Max(3, lines.Max(line => line[i].Length))).ToArray();
        var text = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
        {
            text.Append("| ").AppendJoin(" | ", lines[i].Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).Append(" |\n");
            if (i == 0)
            {
                text.Append('|').AppendJoin("|", widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")).Append("|\n");
            }
        }

        return text.ToString();
    }

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);
}
