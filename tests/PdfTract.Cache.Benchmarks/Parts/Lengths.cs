using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>The lengths that are measured: half a page's text, some pages' JSON, a manual's text.</summary>
internal static class Lengths
{
    public const int Small = 4 << 10, Medium = 64 << 10, Large = 1 << 20;

    public static IReadOnlyList<int> All { get; } = [Small, Medium, Large];

    /// <summary>How many different items are measured: more than a processor's caches hold, and not more than takes long to make.</summary>
    public static int Count(int length, BenchmarkOptions options) => options.Choose(Math.Clamp((16 << 20) / length, 24, 1024), 8);

    public static string NameOf(int length) => Figures.Size(length);

    public static Item[] Items(this PartContext context, int length) => context.Pieces.Cut(length, Count(length, context.Options));
}
