using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests;

/// <summary>A real entry of one shape, with what extraction results look like in it.</summary>
internal sealed class EntryShape
{
    private readonly string _name;
    private readonly string[] _kinds;

    private EntryShape(string name, IReadOnlyList<SampleOutput> outputs)
    {
        _name = name;
        _kinds = [.. outputs.Select(output => output.Kind)];
        Entry = SampleEntries.Entry(outputs);
    }

    public static IReadOnlyList<EntryShape> All { get; } =
    [
        new("one output", SampleEntries.OneOutput),
        new("many outputs", SampleEntries.ManyOutputs),
        new("an empty output", SampleEntries.EmptyOutput),
        new("64 KiB", [new("text", SampleText.Of(64 * 1024, seed: 5))]),
        new("1 MiB", [new("text", SampleText.Of(1024 * 1024, seed: 6))]),
    ];

    /// <summary>The whole entry. Damage copies.</summary>
    public byte[] Entry { get; }

    public MissReason Read(byte[] bytes) => Read(bytes, bytes.Length);

    public MissReason Read(byte[] bytes, int length)
    {
        var lookup = EntryImage.Read(bytes, length, SampleEntries.Key, _kinds);
        lookup.Reader?.Dispose();
        return lookup.Reason;
    }

    public override string ToString() => _name;
}
