namespace PdfTract.Cache;

/// <summary>Removes an entry that was read as corrupt, and only that one: the protocol "Corrupt entry" of the design (H01).</summary>
/// <remarks>
/// Between the bad read and the removal a writer may have published a good entry under the same name. So the file is not
/// deleted by its name: it is moved aside, where nobody else looks, and read again there. Corrupt: deleted. Anything else
/// was caught by mistake and is put back, unless a newer one stands there by now.
/// </remarks>
internal sealed class CorruptEntryRemover(CacheLayout layout, CacheSettings settings)
{
    /// <returns>Whether a corrupt file was removed.</returns>
    public bool Remove(CacheKey key, IReadOnlyCollection<string> kinds)
    {
        var entry = layout.Entry(key);
        var aside = CacheLayout.NewTemp(entry);
        try
        {
            settings.Reached(ProtocolStep.CorruptFound, entry);
            if (CacheLayout.IsLink(new DirectoryInfo(layout.Entries)) || CacheLayout.IsLink(new DirectoryInfo(layout.Shard(key))))
            {
                // What stands behind a link below the root is not this cache's to remove (H34).
                return false;
            }

            FileRename.Replace(entry, aside);
            settings.Reached(ProtocolStep.CorruptMovedAside, aside);

            var lookup = EntryReader.Open(aside, key, kinds, signingKey: null);
            lookup.Reader?.Dispose();
            settings.Reached(ProtocolStep.CorruptChecked, aside);
            if (lookup.Reason != MissReason.Corrupt && FileRename.IntoFreeName(aside, entry))
            {
                return false;
            }

            return BestEffort.Delete(aside) && lookup.Reason == MissReason.Corrupt;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone already, or not ours to remove: it stays a miss, and the next store replaces it (H22).
            return false;
        }
        finally
        {
            settings.Reached(ProtocolStep.CorruptFinished, entry);
        }
    }
}
