using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Layout;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Stores;

/// <summary>Removes an entry that was read as corrupt, and only that one: the protocol "Corrupt entry" of the design (H01).</summary>
/// <remarks>
/// Between the bad read and the removal a writer may have published a good entry under the same name. So the file is not
/// deleted by its name: it is moved aside, where nobody else looks, and read again there. Corrupt: deleted. Anything else
/// was caught by mistake and is put back, unless a newer one stands there by now.
/// </remarks>
internal sealed class CorruptEntryRemover(CacheDirectory directory)
{
    /// <returns>Whether a corrupt file was removed.</returns>
    /// <exception cref="OperationCanceledException">Cancelled: what was moved aside was put back.</exception>
    public bool Remove(CacheKey key, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        var entry = CacheLayout.EntryName(key);
        try
        {
            directory.Reached(ProtocolStep.CorruptFound, key);

            // What stands behind a link below the root is not this cache's to remove, and no link is entered (H34).
            using var shard = directory.TryOpenShard(key);
            return shard is not null && Remove(shard, entry, key, kinds, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone already, or not ours to remove: it stays a miss, and the next store replaces it (H22).
            return false;
        }
        finally
        {
            directory.Reached(ProtocolStep.CorruptFinished, key);
        }
    }

    private bool Remove(OpenFolder shard, string entry, CacheKey key, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        var settings = directory.Settings;
        var aside = CacheLayout.NewTemp(entry);

        // 1. Aside, where nobody else looks.
        shard.Rename(entry, aside);
        settings.Reached(ProtocolStep.CorruptMovedAside, shard, aside);

        // 2. What was caught may be a good entry.
        MissReason? reason = null;
        try
        {
            // Whatever its signature: what another key signed is not damaged.
            var lookup = EntryReader.Open(() => shard.File(aside), key, kinds, settings with { SigningKey = null }, cancellationToken);
            lookup.Reader?.Dispose();
            reason = lookup.Reason;
        }
        finally
        {
            if (reason is null)
            {
                shard.RenameIntoFreeName(aside, entry);
            }
        }

        settings.Reached(ProtocolStep.CorruptChecked, shard, aside);

        // 3. Deleted, or put back.
        if (reason != MissReason.Corrupt && shard.RenameIntoFreeName(aside, entry))
        {
            return false;
        }

        return shard.TryDelete(aside) && reason == MissReason.Corrupt;
    }
}
