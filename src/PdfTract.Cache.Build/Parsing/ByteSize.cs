using System.Globalization;

namespace PdfTract.Cache.Build.Parsing;

/// <summary>Reads a size as people write it: <c>500MB</c>, <c>2 GiB</c>, <c>1048576</c>. A unit is a power of 1024 either way.</summary>
internal static class ByteSize
{
    public const string Example = "5GB";

    private const string Prefixes = "KMGT";

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        if (Quantity.Parse(text) is not { } quantity
            || PowerOf(quantity.Unit) is not { } power
            || !decimal.TryParse(quantity.Number, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var factor = 1L << (10 * power);
        if (number > long.MaxValue / factor)
        {
            return false;
        }

        bytes = (long)(number * factor);
        return true;
    }

    /// <returns>How many times 1024 is multiplied; null when there is no such unit.</returns>
    private static int? PowerOf(string unit)
    {
        if (unit is "" or "B")
        {
            return 0;
        }

        var prefix = Prefixes.IndexOf(unit[0]);
        return prefix >= 0 && unit.Substring(1) is "" or "B" or "I" or "IB" ? prefix + 1 : null;
    }
}
