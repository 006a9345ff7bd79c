using System.Globalization;

namespace PdfTract.Cache.Build;

/// <summary>From a finished extraction to an entry. Safe for several threads at once.</summary>
internal sealed class DocumentStorer(ExtractionCache cache, DocumentKeys keys, DocumentSecrets secrets, string toolVersion)
{
    /// <summary>68 years: an extractor of another package may state anything, and a TimeSpan does not hold anything.</summary>
    private const long MaxMilliseconds = 1L << 41;

    /// <summary>Stores a document whose items say how long its extraction took.</summary>
    /// <inheritdoc cref="Store(PlannedDocument, TimeSpan, CancellationToken)"/>
    public StoreResult? Store(PlannedDocument document, CancellationToken cancellationToken) =>
        Store(document, ExtractionTime(document), cancellationToken);

    /// <returns>What became of it; null when the document has no key to store under.</returns>
    public StoreResult? Store(PlannedDocument document, TimeSpan extractionTime, CancellationToken cancellationToken)
    {
        if (!CacheKey.TryParse(document.Metadata(ItemMetadata.CacheKey), out var key))
        {
            return null;
        }

        try
        {
            // The key was taken before the extractor read the document: only the same bytes belong under it (H11).
            if (Fingerprint.OfFile(document.Path, cancellationToken) != key.Fingerprint)
            {
                return new StoreResult(StoreOutcome.Changed, $"'{document.Path}' changed while it was extracted.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new StoreResult(StoreOutcome.Changed, e.Message);
        }

        // The same holds for the secrets, which each task reads for itself: a file may have changed meanwhile.
        if (secrets.Of(document) is not { } values || (values.Count > 0 && keys.OptionsHash(document) != key.OptionsHash))
        {
            return new StoreResult(StoreOutcome.Changed, $"A secret of '{document.Path}' changed while it was extracted.");
        }

        var provenance = new Provenance(Environment.MachineName, toolVersion, DateTime.UtcNow, extractionTime);
        return cache.Store(key, provenance, document.OutputFiles(), cancellationToken);
    }

    private static TimeSpan ExtractionTime(PlannedDocument document) =>
        long.TryParse(document.Metadata(ItemMetadata.ExtractionMilliseconds), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, MaxMilliseconds))
            : TimeSpan.Zero;
}
