using System.Globalization;

namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>What a measured figure should be.</summary>
/// <param name="Value">The limit.</param>
/// <param name="IsFloor">At least the limit, or else at most.</param>
internal sealed record Bound(double Value, bool IsFloor)
{
    public static Bound AtLeast(double value) => new(value, true);

    public static Bound AtMost(double value) => new(value, false);

    public bool IsMetBy(double figure) => IsFloor ? figure >= Value : figure <= Value;

    public override string ToString() => $"{(IsFloor ? "≥" : "≤")} {Value.ToString("#,0.##", CultureInfo.InvariantCulture)}";
}
