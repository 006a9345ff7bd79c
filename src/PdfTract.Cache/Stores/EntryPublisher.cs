using PdfTract.Cache.Entries;
using PdfTract.Cache.Layout;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Stores;

/// <summary>Publishes one entry: steps 1 to 6 of the protocol "Store" of the design.</summary>
/// <remarks>
/// Invariants: (1) a file under an entry's name was written whole, closed without an error and has the length it states;
/// (2) whatever fails up to the rename, the old entry stands and the temp is unlinked; (3) nothing here waits for another
/// process. Its name is not yet safe from a power loss: see <see cref="StoreBatch"/>.
/// </remarks>
/// <param name="permissions">Makes files below the root.</param>
/// <param name="settings">Whether to flush, how large an entry may be, the signing key.</param>
/// <param name="cores">Entered while bytes are read and compressed; null when nobody else is at it.</param>
internal sealed class EntryPublisher(RootPermissions permissions, CacheSettings settings, SemaphoreSlim? cores)
{
    /// <param name="seal">Writes the entry.</param>
    /// <param name="openShard">Opens the entry's folder, and makes it first if it has to. The folder stays the caller's.</param>
    /// <param name="cancellationToken">Ends it before the rename.</param>
    /// <returns>What became of it, if it is not an exception.</returns>
    /// <exception cref="FileChangedException">An output was written to meanwhile.</exception>
    /// <exception cref="InvalidDataException">What was sealed elsewhere is no whole entry of this key.</exception>
    /// <exception cref="DirectoryNotFoundException">A folder that was there a moment ago is gone.</exception>
    /// <exception cref="IOException">A full disk, an I/O error, an output that cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public StoreResult Publish(IEntrySeal seal, Func<OpenFolder> openShard, CancellationToken cancellationToken)
    {
        var entry = CacheLayout.EntryName(seal.Key);
        var temp = CacheLayout.NewTemp(entry);
        var shard = openShard();
        try
        {
            settings.Reached(ProtocolStep.StoreFolderReady, shard, temp);

            using var standing = Compare();
            if (standing.IsNewerFormat)
            {
                return new StoreResult(StoreOutcome.NewerFormat, $"'{shard.PathOf(entry)}' has a newer format.");
            }

            var length = WriteTemp(shard, temp, seal, standing.Kept, cancellationToken);

            // 5. What is on the disk is what was written: some file systems lose the tail of a file and report nothing.
            if (shard.Look(temp) is not { } written)
            {
                throw new DirectoryNotFoundException($"'{shard.PathOf(temp)}' is gone.");
            }

            if (written.Kind != FileKind.File || written.Length != length)
            {
                return new StoreResult(StoreOutcome.Failed, $"'{shard.PathOf(temp)}' is not as long as what was written to it.");
            }

            settings.Reached(ProtocolStep.StoreChecked, shard, temp);
            if (length > settings.MaxSize)
            {
                // With what it keeps of the standing entry, too: else two projects would replace each other's results and never be told.
                return new StoreResult(StoreOutcome.TooLarge, $"The entry has {length} bytes, the whole cache may have {settings.MaxSize}.");
            }

            // 6. The one step that makes it visible.
            ReplaceEntry.With(shard, temp, written, entry, IsStored, settings.Fsync);
            settings.Reached(ProtocolStep.StorePublished, shard, entry);
            return new StoreResult(StoreOutcome.Stored, null, length, standing.Contradicts);
        }
        finally
        {
            shard.TryDelete(temp);
        }

        StandingEntry Compare() =>
            seal.Compare(EntryReader.Open(() => shard.File(entry), seal.Key, kinds: [], settings, cancellationToken), cancellationToken);

        bool IsStored()
        {
            using var now = Compare();
            return now.HoldsAll;
        }
    }

    /// <summary>Steps 1 to 4. The stream is closed in here, inside the guarded part: a full disk may show only then (H05).</summary>
    private long WriteTemp(OpenFolder shard, string temp, IEntrySeal seal, KeptOutputs? kept, CancellationToken cancellationToken)
    {
        long length;

        // 1. Exclusive create: a name that another process made is an error, never a shared file.
        using (var stream = permissions.CreateNew(shard, temp))
        {
            settings.Reached(ProtocolStep.StoreTempCreated, shard, temp);

            // 2. The bytes, and those of other kinds that stand there already.
            cores?.Wait(cancellationToken);
            try
            {
                length = seal.WriteTo(stream, kept, cancellationToken);
                settings.Reached(ProtocolStep.StoreWritten, shard, temp);
            }
            finally
            {
                cores?.Release();
            }

            // 3. Flush, and to the device. A failed fsync is never retried: the kernel may have dropped the pages (H06).
            if (settings.Fsync)
            {
                DeviceFlush.OfFile(stream);
            }

            settings.Reached(ProtocolStep.StoreFlushed, shard, temp);
        }

        // 4. Closed.
        settings.Reached(ProtocolStep.StoreClosed, shard, temp);
        return length;
    }
}
