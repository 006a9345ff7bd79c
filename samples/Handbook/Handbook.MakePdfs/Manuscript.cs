using System.Globalization;

namespace Handbook.MakePdfs;

/// <summary>
/// A text and what is said about it. The first line is <c># Title</c>, then come lines such as <c>author: Hamish Roy</c>,
/// then blocks: one line each, in the little of Markdown that <see cref="BlockOf"/> knows.
/// </summary>
internal sealed record Manuscript(string Title, string Author, int Columns, IReadOnlyList<Block> Blocks)
{
    public static Manuscript Parse(IReadOnlyList<string> lines)
    {
        var facts = lines.Skip(1)
            .TakeWhile(line => line.Length > 0)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(fact => fact[0], fact => fact[1], StringComparer.Ordinal);

        return new Manuscript(
            Title: lines[0].TrimStart('#', ' '),
            Author: facts["author"],
            Columns: int.Parse(facts.GetValueOrDefault("columns", "1"), CultureInfo.InvariantCulture),
            Blocks: [.. lines.Skip(1 + facts.Count).Where(line => line.Length > 0).Select(BlockOf)]);
    }

    private static Block BlockOf(string line) => line switch
    {
        "***" => new(BlockKind.PageBreak, ""),
        ['#', '#', ' ', .. var text] => new(BlockKind.Heading, text),
        ['-', ' ', .. var text] => new(BlockKind.Bullet, text),
        ['>', ' ', .. var text] => new(BlockKind.Note, text),
        ['|', ..] => new(BlockKind.TableRow, line),
        _ => new(BlockKind.Paragraph, line),
    };
}
