namespace PdfTract.Cache;

/// <summary>Stands in for what PdfTract.Cache is about to have itself, by the same names; goes when that has come.</summary>
internal static class CoreShim
{
    private static readonly bool IsNeeded = typeof(ExtractionCache).GetMethod("StoreAll") is null;

    public static IReadOnlyList<StoreResult> StoreAll(this ExtractionCache cache, IReadOnlyList<StoreRequest> requests, CancellationToken cancellationToken)
    {
        // Nobody is to measure the stand-in where the real thing is there.
        if (!IsNeeded)
        {
            throw new InvalidOperationException("PdfTract.Cache has StoreAll itself: delete tests/PdfTract.Cache.Benchmarks/CoreShim.cs.");
        }

        var results = new StoreResult[requests.Count];
        Parallel.For(0, requests.Count, i => results[i] = cache.Store(requests[i].Key, requests[i].Provenance, requests[i].Outputs, cancellationToken));
        return results;
    }
}

internal sealed record StoreRequest(CacheKey Key, Provenance Provenance, IReadOnlyList<OutputFile> Outputs);
