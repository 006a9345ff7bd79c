namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>One bar.</summary>
/// <param name="Name">Whose; the same name has the same colour in all groups.</param>
/// <param name="Value">The bar ends at the median; a line shows the spread.</param>
internal sealed record Bar(string Name, Spread Value);
