namespace Handbook.MakePdfs;

internal static class Lines
{
    /// <summary>Fills lines of a width with the words of a text.</summary>
    public static IReadOnlyList<string> Break(string text, Style style, double width)
    {
        var lines = new List<string>();
        var line = "";

        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";

            if (line.Length > 0 && style.Face.WidthOf(longer, style.Size) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        return [.. lines, line];
    }
}
