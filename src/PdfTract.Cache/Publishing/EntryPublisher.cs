namespace PdfTract.Cache;

/// <summary>Stores one entry: the protocol "Store" of the design.</summary>
/// <remarks>
/// Invariants: (1) a file under an entry's name was written whole, closed without an error and has the length it states;
/// (2) whatever fails up to the rename, the old entry stands and the temp is unlinked; (3) nothing here waits for another
/// process; (4) with fsync, an entry that was reported as stored survives a power loss (H08).
/// </remarks>
internal sealed class EntryPublisher(CacheLayout layout, CacheRoot root, CacheSettings settings, ZstdCodecs codecs)
{
    /// <summary>A parent that vanishes again and again is somebody who deletes the cache; after this many it is a failure (H04).</summary>
    private const int MaxAttempts = 4;

    public StoreResult Publish(CacheKey key, Provenance provenance, IReadOnlyList<OutputFile> outputs, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return root.Establish() == RootState.Cache
                    ? PublishOnce(key, provenance, outputs, cancellationToken)
                    : new StoreResult(StoreOutcome.ForeignRoot, $"'{layout.Root}' holds files that are not this cache's.");
            }
            catch (FileChangedException e)
            {
                return new StoreResult(StoreOutcome.Changed, e.Message);
            }
            catch (DirectoryNotFoundException) when (attempt < MaxAttempts)
            {
                // The folder was there a moment ago: make it anew.
            }
            catch (UnauthorizedAccessException e)
            {
                return new StoreResult(StoreOutcome.NotWritable, e.Message);
            }
            catch (IOException e)
            {
                return new StoreResult(IoError.IsReadOnlyFileSystem(e) ? StoreOutcome.NotWritable : StoreOutcome.Failed, e.Message);
            }
        }
    }

    private StoreResult PublishOnce(CacheKey key, Provenance provenance, IReadOnlyList<OutputFile> outputs, CancellationToken cancellationToken)
    {
        var entry = layout.Entry(key);
        var temp = CacheLayout.NewTemp(entry);
        try
        {
            root.Permissions.CreateShard(key);
            settings.Reached(ProtocolStep.StoreFolderReady, temp);

            var (metadata, length) = WriteTemp(temp, key, provenance, outputs, cancellationToken);

            // 5. What is on the disk is what was written: some file systems lose the tail of a file and report nothing.
            if (new FileInfo(temp).Length != length)
            {
                return new StoreResult(StoreOutcome.Failed, $"'{temp}' is not as long as what was written to it.");
            }

            settings.Reached(ProtocolStep.StoreChecked, temp);
            if (length > settings.MaxSize)
            {
                return new StoreResult(StoreOutcome.TooLarge, $"The entry has {length} bytes, the whole cache may have {settings.MaxSize}.");
            }

            var standing = StandingEntry.Look(entry, key);
            if (standing.IsNewerFormat)
            {
                return new StoreResult(StoreOutcome.NewerFormat, $"'{entry}' has a newer format.");
            }

            // 6. The one step that makes it visible.
            ReplaceEntry.With(temp, entry, metadata, settings);
            settings.Reached(ProtocolStep.StorePublished, entry);

            // 7. Its name, to the device: what is reported as stored survives a power loss (H08).
            if (settings.Fsync)
            {
                FolderFlush.Flush(layout.Shard(key));
            }

            settings.Reached(ProtocolStep.StoreFolderFlushed, entry);
            return new StoreResult(StoreOutcome.Stored, null, length, standing.Metadata?.HasSameContent(metadata) == false);
        }
        finally
        {
            BestEffort.Delete(temp);
        }
    }

    /// <summary>Steps 1 to 4. The stream is closed in here, inside the guarded part: a full disk may show only then (H05).</summary>
    private (EntryMetadata Metadata, long Length) WriteTemp(
        string temp, CacheKey key, Provenance provenance, IReadOnlyList<OutputFile> outputs, CancellationToken cancellationToken)
    {
        EntryMetadata metadata;
        long length;

        // 1. Exclusive create: a name that somebody else made is an error, never a shared file.
        using (var stream = root.Permissions.CreateNew(temp, StreamReading.BlockSize))
        {
            settings.Reached(ProtocolStep.StoreTempCreated, temp);

            // 2. The bytes.
            metadata = new EntryWriter(codecs, settings.SigningKey).Write(stream, key, provenance, outputs, cancellationToken);
            length = stream.Length;
            settings.Reached(ProtocolStep.StoreWritten, temp);

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
