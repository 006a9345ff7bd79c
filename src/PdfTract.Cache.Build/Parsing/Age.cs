using System.Globalization;

namespace PdfTract.Cache.Build.Parsing;

/// <summary>Reads a span of time as people write it: <c>30d</c>, <c>12h</c>, <c>90m</c>. A bare number is days.</summary>
internal static class Age
{
    public const string Example = "30d";

    /// <summary>On either side of the point: what a TimeSpan holds of days.</summary>
    private const int MaxDigits = 6;

    public static bool TryParse(string text, out TimeSpan age)
    {
        age = default;
        if (Quantity.Parse(text) is not { Whole.Length: <= MaxDigits, Fraction.Length: <= MaxDigits } quantity)
        {
            return false;
        }

        var number = double.Parse(quantity.Number, CultureInfo.InvariantCulture);
        TimeSpan? span = quantity.Unit switch
        {
            "" or "D" => TimeSpan.FromDays(number),
            "H" => TimeSpan.FromHours(number),
            "M" => TimeSpan.FromMinutes(number),
            "S" => TimeSpan.FromSeconds(number),
            _ => null,
        };
        age = span ?? default;
        return span is not null;
    }
}
