using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Stores;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>From a finished extraction to an entry. Safe for several threads at once.</summary>
/// <param name="cache">Where it is stored.</param>
/// <param name="keys">What makes the documents' keys besides their bytes.</param>
/// <param name="secrets">As they are now.</param>
/// <param name="toolVersion">As entries record it.</param>
/// <param name="refresh">What stands in the cache is replaced as a whole; nothing of it is kept.</param>
internal sealed class DocumentStorer(ExtractionCache cache, DocumentKeys keys, DocumentSecrets secrets, string toolVersion, bool refresh = false)
{
    /// <summary>68 years: an extractor of another package may state anything, and a TimeSpan does not hold anything.</summary>
    private const long MaxMilliseconds = 1L << 41;

    /// <summary>Checks documents, and stores at once all that are what they were.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="milliseconds">How long the extraction of each took.</param>
    /// <param name="cores">How many cores the checks may keep busy. How many the cache may, its settings say.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <returns>What became of each; null when it has no key to store under.</returns>
    public StoreResult?[] StoreAll(IReadOnlyList<PlannedDocument> documents, IReadOnlyList<long> milliseconds, int cores, CancellationToken cancellationToken)
    {
        var results = new StoreResult?[documents.Count];
        var requests = new StoreRequest?[documents.Count];
        GrantedCores.For(
            cores,
            documents.Count,
            i => (requests[i], results[i]) = Check(documents[i], Time(milliseconds[i]), cancellationToken),
            cancellationToken);

        var stored = cache.StoreAll([.. requests.OfType<StoreRequest>()], cancellationToken);
        var next = 0;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = requests[i] is null ? results[i] : stored[next++];
        }

        return results;
    }

    /// <returns>What is to be stored; or why nothing is, which is null without a key.</returns>
    private (StoreRequest? Request, StoreResult? Refusal) Check(PlannedDocument document, TimeSpan extractionTime, CancellationToken cancellationToken)
    {
        if (!CacheKey.TryParse(document.Metadata(ItemMetadata.CacheKey), out var key))
        {
            return default;
        }

        try
        {
            // The key was taken before the extractor read the document: only the same bytes belong under it (H11).
            if (Fingerprint.OfFile(document.Path, cancellationToken) != key.Fingerprint)
            {
                return (null, new StoreResult(StoreOutcome.Changed, $"'{document.Path}' changed while it was extracted."));
            }

            // The same holds for all files that are part of the key, and for the secrets, which each task reads for itself.
            if (keys.FindChangedFile() is { } changed)
            {
                return (null, new StoreResult(StoreOutcome.Changed, $"'{changed}', which results depend on, changed while '{document.Path}' was extracted."));
            }

            if (secrets.Of(document) is not { } values || (values.Count > 0 && keys.OptionsHash(document) != key.OptionsHash))
            {
                return (null, new StoreResult(StoreOutcome.Changed, $"A secret of '{document.Path}' changed while it was extracted."));
            }

            if (keys.NamesFiles(document) && keys.OptionsHash(document) != key.OptionsHash)
            {
                return (null, new StoreResult(StoreOutcome.Changed, $"A file that the options of '{document.Path}' name changed while it was extracted."));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new StoreResult(StoreOutcome.Changed, e.Message));
        }

        var provenance = new Provenance(Environment.MachineName, toolVersion, DateTime.UtcNow, extractionTime);
        return (new StoreRequest(key, provenance, document.OutputFiles()) { KeepsOtherKinds = !refresh }, null);
    }

    private static TimeSpan Time(long milliseconds) => TimeSpan.FromMilliseconds(Math.Min(Math.Max(0, milliseconds), MaxMilliseconds));
}
