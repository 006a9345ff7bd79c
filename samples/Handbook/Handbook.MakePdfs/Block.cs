namespace Handbook.MakePdfs;

/// <summary>A piece of a manuscript that stands on lines of its own.</summary>
internal sealed record Block(BlockKind Kind, string Text)
{
    /// <summary>The cells of a table row, which is written <c>| one | two |</c>.</summary>
    public string[] Cells => Text.Trim('|').Split('|', StringSplitOptions.TrimEntries);
}
