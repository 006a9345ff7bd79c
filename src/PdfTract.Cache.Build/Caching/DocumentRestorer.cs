namespace PdfTract.Cache.Build;

/// <summary>From a document to its outputs, if they are stored: fingerprint, key, restore. Safe for several threads at once.</summary>
internal sealed class DocumentRestorer(ExtractionCache cache, DocumentKeys keys, bool refresh)
{
    public DocumentLookup Restore(PlannedDocument document, CancellationToken cancellationToken)
    {
        CacheKey key;
        try
        {
            key = new CacheKey(Fingerprint.OfFile(document.Path, cancellationToken), keys.OptionsHash(document));
        }
        catch (FileChangedException)
        {
            return new DocumentLookup(document, null, null, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DocumentLookup(document, null, null, e.Message);
        }

        var result = refresh
            ? new RestoreResult(MissReason.Refresh)
            : cache.Restore(key, document.OutputFiles(), cancellationToken);
        return new DocumentLookup(document, key, result, null);
    }
}
