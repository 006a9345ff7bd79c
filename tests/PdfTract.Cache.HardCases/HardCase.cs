using System.Text.RegularExpressions;

namespace PdfTract.Cache.HardCases;

/// <summary>One of the things that broke other caches.</summary>
/// <param name="Group">What it is about.</param>
/// <param name="Number">Such as H07.</param>
/// <param name="Text">What must hold.</param>
internal sealed partial record HardCase(string Group, string Number, string Text)
{
    /// <summary>The list that cases.txt holds.</summary>
    public static IReadOnlyList<HardCase> All { get; } = Read();

    /// <summary>The numbers in a text.</summary>
    public static IEnumerable<string> NumbersIn(string text) => Pattern().Matches(text).Select(match => match.Value);

    private static List<HardCase> Read()
    {
        using var text = new StreamReader(typeof(HardCase).Assembly.GetManifestResourceStream("cases.txt")!);
        var cases = new List<HardCase>();
        var group = "";
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                group = line[1..].Trim();
            }
            else
            {
                cases.Add(new HardCase(group, line[..3], line[4..]));
            }
        }

        return cases;
    }

    [GeneratedRegex(@"\bH[0-9]{2}(?![0-9])")]
    private static partial Regex Pattern();
}
