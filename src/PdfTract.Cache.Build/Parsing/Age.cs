using System.Globalization;
using System.Text.RegularExpressions;

namespace PdfTract.Cache.Build;

/// <summary>Reads a span of time as people write it: <c>30d</c>, <c>12h</c>, <c>90m</c>. A bare number is days.</summary>
internal static class Age
{
    public const string Example = "30d";

    private static readonly Regex Form = new(
        @"\A\s*(?<number>[0-9]{1,6}(\.[0-9]{1,6})?)\s*(?<unit>[dhms])?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture);

    public static bool TryParse(string text, out TimeSpan age)
    {
        age = default;
        var match = Form.Match(text);
        if (!match.Success)
        {
            return false;
        }

        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        age = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "H" => TimeSpan.FromHours(number),
            "M" => TimeSpan.FromMinutes(number),
            "S" => TimeSpan.FromSeconds(number),
            _ => TimeSpan.FromDays(number),
        };
        return true;
    }
}
