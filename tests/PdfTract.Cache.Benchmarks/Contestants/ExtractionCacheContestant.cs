using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>The product: every hit verified, every store published by a rename.</summary>
internal sealed class ExtractionCacheContestant(string folder) : InProcess
{
    public const string Title = "PdfTract.Cache";

    private readonly Provenance _provenance = new("benchmark", "1", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(1));
    private readonly Dictionary<string, OutputBuffer[]> _buffers = new()
    {
        [Item.Text] = [new OutputBuffer(Item.Text)],
        [Item.Json] = [new OutputBuffer(Item.Json)],
    };

    public override string Name => Title;

    public ExtractionCache Cache { get; } = new(new CacheSettings(folder) { Fsync = false });

    public override void Dispose()
    {
        Cache.Dispose();
        foreach (var buffer in _buffers.Values)
        {
            buffer[0].Dispose();
        }
    }

    protected override void Store(Item item)
    {
        var result = Cache.Store(item.Key, _provenance, [new OutputFile(item.Kind, item.Source)]);
        if (result.Outcome != StoreOutcome.Stored)
        {
            throw new IOException($"{result.Outcome}: {result.Detail}");
        }
    }

    protected override ReadOnlySpan<byte> Read(Item item)
    {
        var buffer = _buffers[item.Kind];
        var result = Cache.Read(item.Key, buffer, CancellationToken.None);
        return result.IsHit ? buffer[0].Bytes.Span : throw new InvalidDataException($"{result.Reason}: {result.Detail}");
    }

    protected override void Restore(Item item, string destination)
    {
        var result = Cache.Restore(item.Key, [new OutputFile(item.Kind, destination)]);
        if (!result.IsHit)
        {
            throw new InvalidDataException($"{result.Reason}: {result.Detail}");
        }
    }
}
