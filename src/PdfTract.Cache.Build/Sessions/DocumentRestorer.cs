using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Records;
using PdfTract.Cache.Entries;
using PdfTract.Cache.Fingerprints;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Outputs;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>From a document to its outputs, if they are stored: fingerprint, key, restore. Safe for several threads at once.</summary>
/// <param name="cache">Where they are looked up.</param>
/// <param name="keys">What makes their keys besides their bytes.</param>
/// <param name="memo">What is remembered of their bytes; null for nothing.</param>
/// <param name="refresh">Everything is a miss.</param>
/// <param name="foreign">The paths of outputs that no build made: they are never written.</param>
internal sealed class DocumentRestorer(ExtractionCache cache, DocumentKeys keys, FingerprintMemo? memo, bool refresh, HashSet<string> foreign)
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

        if (FindForeign(document, key, cancellationToken) is { } output)
        {
            return new DocumentLookup(document, key, null, null) { Foreign = output.Path };
        }

        var result = refresh
            ? new RestoreResult(MissReason.Refresh)
            : cache.Restore(key, document.OutputFiles(), cancellationToken);
        return new DocumentLookup(document, key, result, null);
    }

    /// <summary>A build whose list of its results is lost knows them by their bytes.</summary>
    /// <returns>The output whose file is somebody's; null when each holds what the cache has for it.</returns>
    private PlannedOutput? FindForeign(PlannedDocument document, CacheKey key, CancellationToken cancellationToken)
    {
        if (foreign.Count == 0 || document.Outputs.FirstOrDefault(output => foreign.Contains(output.Path)) is not { } first)
        {
            return null;
        }

        OutputBuffer[] stored = [.. document.Outputs.Select(output => new OutputBuffer(output.Kind))];
        try
        {
            return !refresh && cache.Read(key, stored, cancellationToken).IsHit
                ? document.Outputs.Where((output, i) => foreign.Contains(output.Path) && !Holds(output.Path, stored[i].Bytes)).FirstOrDefault()
                : first;
        }
        finally
        {
            Array.ForEach(stored, buffer => buffer.Dispose());
        }
    }

    private static bool Holds(string path, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } file
                && file.Length == bytes.Length
                && !ResultRemoval.IsLink(path)
                && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes.Span);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
