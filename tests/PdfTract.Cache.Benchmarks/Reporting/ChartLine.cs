namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Stands where the line ends.</param>
/// <param name="Points">From left to right; one at least.</param>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points);
