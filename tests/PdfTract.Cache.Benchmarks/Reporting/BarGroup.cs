namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>Bars on one scale.</summary>
/// <param name="Name">Stands above the bars.</param>
/// <param name="Bars">From top to bottom.</param>
internal sealed record BarGroup(string Name, IReadOnlyList<Bar> Bars);
