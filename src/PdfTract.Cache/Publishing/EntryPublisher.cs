namespace PdfTract.Cache;

/// <summary>Stores one entry: steps 1 to 6 of the protocol "Store" of the design.</summary>
/// <remarks>
/// Invariants: (1) a file under an entry's name was written whole, closed without an error and has the length it states;
/// (2) whatever fails up to the rename, the old entry stands and the temp is unlinked; (3) nothing here waits for another
/// process. Its name is not yet safe from a power loss: see <see cref="StoreBatch"/>.
/// </remarks>
/// <param name="layout">Where things are.</param>
/// <param name="permissions">Makes them.</param>
/// <param name="settings">Whether to flush, how large an entry may be, the signing key.</param>
/// <param name="codecs">To compress with.</param>
/// <param name="cores">Entered while bytes are read and compressed; null when nobody else is at it.</param>
internal sealed class EntryPublisher(
    CacheLayout layout, RootPermissions permissions, CacheSettings settings, ZstdCodecs codecs, SemaphoreSlim? cores)
{
    /// <returns>What became of it, if it is not an exception.</returns>
    /// <exception cref="FileChangedException">An output was written to meanwhile.</exception>
    /// <exception cref="DirectoryNotFoundException">A folder that was there a moment ago is gone.</exception>
    /// <exception cref="IOException">A full disk, an I/O error, an output that cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public StoreResult Publish(StoreRequest request, CancellationToken cancellationToken)
    {
        var entry = layout.Entry(request.Key);
        var temp = CacheLayout.NewTemp(entry);
        try
        {
            permissions.CreateShard(request.Key);
            settings.Reached(ProtocolStep.StoreFolderReady, temp);

            var (metadata, length) = WriteTemp(temp, entry, request, cancellationToken);

            // 5. What is on the disk is what was written: some file systems lose the tail of a file and report nothing.
            if (FileStamp.TryOf(temp) is not { } written)
            {
                throw new DirectoryNotFoundException($"'{temp}' is gone.");
            }

            if (written.Length != length)
            {
                return new StoreResult(StoreOutcome.Failed, $"'{temp}' is not as long as what was written to it.");
            }

            settings.Reached(ProtocolStep.StoreChecked, temp);
            if (length > settings.MaxSize)
            {
                // With what it keeps of the standing entry, too: else two projects would replace each other's results and never be told.
                return new StoreResult(StoreOutcome.TooLarge, $"The entry has {length} bytes, the whole cache may have {settings.MaxSize}.");
            }

            var standing = StandingEntry.Look(entry, request.Key);
            if (standing.IsNewerFormat)
            {
                return new StoreResult(StoreOutcome.NewerFormat, $"'{entry}' has a newer format.");
            }

            // 6. The one step that makes it visible.
            ReplaceEntry.With(temp, entry, metadata, settings);
            settings.Reached(ProtocolStep.StorePublished, entry);
            return new StoreResult(StoreOutcome.Stored, null, length, standing.Metadata?.Contradicts(metadata.Outputs) == true);
        }
        finally
        {
            BestEffort.Delete(temp);
        }
    }

    /// <summary>Steps 1 to 4. The stream is closed in here, inside the guarded part: a full disk may show only then (H05).</summary>
    private (EntryMetadata Metadata, long Length) WriteTemp(string temp, string entry, StoreRequest request, CancellationToken cancellationToken)
    {
        EntryMetadata metadata;
        long length;

        // 1. Exclusive create: a name that somebody else made is an error, never a shared file.
        using (var stream = permissions.CreateNew(temp))
        {
            settings.Reached(ProtocolStep.StoreTempCreated, temp);

            // 2. The bytes, and those of other kinds that stand there already.
            cores?.Wait(cancellationToken);
            try
            {
                using var others = request.KeepsOtherKinds ? OtherKinds.Of(entry, request, settings, cancellationToken) : null;
                (metadata, length) = new EntryWriter(codecs, settings.SigningKey).Write(
                    stream, request.Key, request.Provenance, request.Outputs, cancellationToken, others);
                settings.Reached(ProtocolStep.StoreWritten, temp);
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
            else
            {
                stream.Flush();
            }

            settings.Reached(ProtocolStep.StoreFlushed, temp);
        }

        // 4. Closed.
        settings.Reached(ProtocolStep.StoreClosed, temp);
        return (metadata, length);
    }
}
