namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>A picture in a file of its own.</summary>
internal interface IChart
{
    string Title { get; }

    /// <summary>The whole file.</summary>
    string ToSvg();
}
