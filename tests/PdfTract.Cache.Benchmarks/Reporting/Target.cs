namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>A target beside what was measured. It says how it is and decides nothing.</summary>
/// <param name="What">What is compared with what.</param>
/// <param name="Bound">What it should be.</param>
/// <param name="Measured">Null when one of the two is not there.</param>
/// <param name="Unit">Of both; empty for a ratio.</param>
internal sealed record Target(string What, Bound Bound, double? Measured, string Unit)
{
    public string State => Measured is not { } figure ? "not measured" : Bound.IsMetBy(figure) ? "met" : "not met";
}
