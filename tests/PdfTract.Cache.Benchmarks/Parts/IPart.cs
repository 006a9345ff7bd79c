using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>One question, measured on its own.</summary>
internal interface IPart
{
    string Name { get; }

    string Title { get; }

    void Run(PartContext context, PartReport report);
}
