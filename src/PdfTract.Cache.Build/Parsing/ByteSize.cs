using System.Globalization;
using System.Text.RegularExpressions;

namespace PdfTract.Cache.Build;

/// <summary>Reads a size as people write it: <c>500MB</c>, <c>2 GiB</c>, <c>1048576</c>. A unit is a power of 1024 either way.</summary>
internal static class ByteSize
{
    public const string Example = "5GB";

    private const string Units = "BKMGT";

    private static readonly Regex Form = new(
        @"\A\s*(?<number>[0-9]+(\.[0-9]+)?)\s*((?<unit>[KMGT])i?B?|(?<unit>B))?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture);

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var match = Form.Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var unit = match.Groups["unit"].Success ? Units.IndexOf(char.ToUpperInvariant(match.Groups["unit"].Value[0])) : 0;
        var factor = 1L << (10 * unit);
        if (number > long.MaxValue / factor)
        {
            return false;
        }

        bytes = (long)(number * factor);
        return true;
    }
}
