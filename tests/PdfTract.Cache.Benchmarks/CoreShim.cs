namespace PdfTract.Cache;

/// <summary>Stands in for what PdfTract.Cache is about to have itself, by the same names; goes when that has come.</summary>
internal static class CoreShim
{
    private static readonly bool IsNeeded = typeof(ExtractionCache).GetMethod("Read") is null;

    public static RestoreResult Read(this ExtractionCache cache, CacheKey key, IReadOnlyList<OutputBuffer> outputs, CancellationToken cancellationToken)
    {
        // Nobody is to measure the stand-in where the real thing is there.
        if (!IsNeeded)
        {
            throw new InvalidOperationException("PdfTract.Cache has Read and StoreAll itself: delete tests/PdfTract.Cache.Benchmarks/CoreShim.cs.");
        }

        var layout = (CacheLayout)typeof(ExtractionCache).GetField("_layout", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(cache)!;
        var codecs = (ZstdCodecs)typeof(ExtractionCache).GetField("_codecs", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(cache)!;
        var lookup = EntryReader.Open(layout.Entry(key), key, [.. outputs.Select(output => output.Kind)], null, cancellationToken);
        using var reader = lookup.Reader;
        if (reader is null)
        {
            return new RestoreResult(lookup.Reason, lookup.Detail);
        }

        foreach (var stored in reader.Metadata.Outputs)
        {
            var buffer = outputs.Single(output => output.Kind == stored.Kind);
            buffer.Stream.SetLength(0);
            reader.CopyTo(stored, buffer.Stream, codecs, cancellationToken);
        }

        return new RestoreResult(MissReason.None);
    }

    public static IReadOnlyList<StoreResult> StoreAll(this ExtractionCache cache, IReadOnlyList<StoreRequest> requests, CancellationToken cancellationToken)
    {
        var results = new StoreResult[requests.Count];
        Parallel.For(0, requests.Count, i => results[i] = cache.Store(requests[i].Key, requests[i].Provenance, requests[i].Outputs, cancellationToken));
        return results;
    }
}

internal sealed class OutputBuffer(string kind) : IDisposable
{
    public string Kind { get; } = kind;

    public MemoryStream Stream { get; } = new(1 << 20);

    public ReadOnlyMemory<byte> Bytes => Stream.GetBuffer().AsMemory(0, (int)Stream.Length);

    public void Dispose() => Stream.Dispose();
}

internal sealed record StoreRequest(CacheKey Key, Provenance Provenance, IReadOnlyList<OutputFile> Outputs);
