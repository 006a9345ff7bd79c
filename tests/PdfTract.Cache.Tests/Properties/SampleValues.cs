using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests;

/// <summary>A few keys and a few values that may stand under any of them, and the entry that each pair must give.</summary>
internal static class SampleValues
{
    public const int KeyCount = 3;

    public const int ValueCount = 4;

    private static readonly CacheKey[] Keys = [.. Enumerable.Range(0, KeyCount).Select(key => SampleEntries.Key with { Fingerprint = FingerprintOf(key) })];

    private static readonly SampleOutput[][] Values = [.. Enumerable.Range(0, ValueCount).Select(ValueOf)];

    private static readonly byte[][][] Entries =
        [.. Keys.Select(key => Values.Select(value => EntryImage.Write(key, SampleEntries.Provenance, value)).ToArray())];

    public static CacheKey Key(int key) => Keys[key];

    public static IReadOnlyList<SampleOutput> Value(int value) => Values[value];

    /// <summary>The bytes of the entry.</summary>
    public static byte[] Entry(int key, int value) => Entries[key][value];

    /// <summary>Which value these bytes are under this key; null when they are none.</summary>
    public static int? ValueIn(int key, byte[] entry)
    {
        var value = Array.FindIndex(Entries[key], other => other.AsSpan().SequenceEqual(entry));
        return value < 0 ? null : value;
    }

    /// <summary>Which value these restored files are, all of them; null when they are none.</summary>
    public static int? ValueIn(string folder)
    {
        var value = Array.FindIndex(Values, outputs => outputs.All(output =>
            File.ReadAllBytes(Path.Combine(folder, output.Kind)).AsSpan().SequenceEqual(output.Bytes)));
        return value < 0 ? null : value;
    }

    /// <summary>The outputs of a value as files in a folder.</summary>
    public static IReadOnlyList<OutputFile> Files(string folder) =>
        [.. Values[0].Select(output => new OutputFile(output.Kind, Path.Combine(folder, output.Kind)))];

    /// <summary>Empty, raw, compressed, and longer than a block.</summary>
    private static SampleOutput[] ValueOf(int value) =>
    [
        new("text", SampleText.Of(value * 60_000, seed: value)),
        new("json", SampleText.Of(1_000, seed: value)),
    ];

    private static Digest256 FingerprintOf(int key) => Fingerprint.OfStream(new MemoryStream([(byte)key]));
}
