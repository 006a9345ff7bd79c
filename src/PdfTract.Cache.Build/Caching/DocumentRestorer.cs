namespace PdfTract.Cache.Build;

/// <summary>From a document to its outputs, if they are stored: fingerprint, key, restore. Safe for several threads at once.</summary>
/// <param name="cache">Where they are looked up.</param>
/// <param name="keys">What makes their keys besides their bytes.</param>
/// <param name="memo">What is remembered of their bytes; null for nothing.</param>
/// <param name="refresh">Everything is a miss.</param>
internal sealed class DocumentRestorer(ExtractionCache cache, DocumentKeys keys, FingerprintMemo? memo, bool refresh)
{
    public DocumentLookup Restore(PlannedDocument document, CancellationToken cancellationToken)
    {
        CacheKey key;
        try
        {
            var fingerprint = memo?.Of(document.Path, cancellationToken) ?? Fingerprint.OfFile(document.Path, cancellationToken);
            key = new CacheKey(fingerprint, keys.OptionsHash(document));
        }
        catch (FileChangedException)
        {
            return new DocumentLookup(document, null, null, null);
        }
        catch (Exception e) when (IoError.IsScarcity(e))
        {
            // The cache finds no descriptor or memory for it; without the cache it would not be read here at all (H79).
            return new DocumentLookup(document, null, new RestoreResult(MissReason.Unreadable, e.Message), null);
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
