namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>Every part, in the order in which `all` runs them.</summary>
internal static class Catalogue
{
    public const string All = "all";

    public static IReadOnlyList<IPart> Parts { get; } =
    [
        new MemoryPart(),
        new RestorePart(),
        new UnchangedPart(),
        new StorePart(),
        new FlushPart(),
        new ProcessesPart(),
        new FirstHitPart(),
        new ColdPart(),
        new WarmPart(),
        new IncrementalPart(),
        new FreshClonePart(),
        new EntriesPart(),
        new ClaimsPart(),
        new GrowthPart(),
        new MicroPart(),
    ];

    /// <summary>The parts of these names; all for none.</summary>
    public static IReadOnlyList<IPart> Select(IReadOnlyList<string> names) =>
        names.Count == 0 || names.Contains(All) ? Parts : [.. Parts.Where(part => names.Contains(part.Name))];
}
