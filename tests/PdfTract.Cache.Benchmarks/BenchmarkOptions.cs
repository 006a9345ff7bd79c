using PdfTract.Cache.Benchmarks.Parts;

namespace PdfTract.Cache.Benchmarks;

/// <summary>What the command line asked for.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>Where the tree keeps what is made and may go.</summary>
    public static string Artifacts => Path.Combine(SourceTree.Root ?? throw new InvalidOperationException("The benchmarks run from their source tree."), "artifacts");

    /// <summary>What is made once and used again by later runs: results of extractions, a large cache, npm's packages.</summary>
    public static string Kept => Path.Combine(Artifacts, "benchmark-data");

    public required IReadOnlyList<IPart> Parts { get; init; }

    public bool Quick { get; init; }

    public required string Report { get; init; }

    /// <summary>A folder of PDFs; null for the samples'.</summary>
    public string? Payloads { get; init; }

    public string? Page { get; init; }

    /// <summary>The first for a run whose figures count, the second for one that only shows that all of it runs.</summary>
    public T Choose<T>(T thorough, T quick) => Quick ? quick : thorough;
}
