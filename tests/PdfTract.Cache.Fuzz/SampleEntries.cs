using System.Text;

namespace PdfTract.Cache.Fuzz;

/// <summary>One entry of each shape, all under one key. What they hold is the same in every run.</summary>
internal static class SampleEntries
{
    public static readonly CacheKey Key = new(
        Fingerprint.OfStream(new MemoryStream(Encoding.UTF8.GetBytes("document"))),
        new ExtractionOptions("test", "1", []).ComputeHash());

    public static readonly Provenance Provenance =
        new("host", "1.2.3", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), TimeSpan.FromMilliseconds(1234));

    public static IReadOnlyList<SampleOutput> OneOutput { get; } = [new("text", SampleText.Of(5_000, seed: 1))];

    /// <summary>As many as an entry may hold: empty, raw and compressed ones.</summary>
    public static IReadOnlyList<SampleOutput> ManyOutputs { get; } =
        [.. Enumerable.Range(0, EntryFormat.MaxOutputs).Select(i => new SampleOutput($"page-{i}", SampleText.Of(i % 16 == 1 ? 2_500 : i * 5, seed: i)))];

    public static IReadOnlyList<SampleOutput> EmptyOutput { get; } = [new("text", [])];

    /// <summary>Two that are stored raw, and one that is compressed between them.</summary>
    public static IReadOnlyList<SampleOutput> RawAndCompressed { get; } =
    [
        new("text", SampleText.Of(300, seed: 2)),
        new("json", SampleText.Of(4_000, seed: 3)),
        new("links", SampleText.Of(100, seed: 4)),
    ];

    /// <summary>Hardly any bytes of zstd, and many of output.</summary>
    public static IReadOnlyList<SampleOutput> Zeros { get; } = [new("text", new byte[300_000])];

    public static byte[] Entry(IReadOnlyList<SampleOutput> outputs) => EntryImage.Write(Key, Provenance, outputs);
}
