namespace PdfTract.Cache;

/// <summary>
/// A cache of extraction results in one directory. Instances in any number of processes, on any number of machines, may use
/// one directory at once, and all members may be called from any thread at once. There are no locks: entries are published by
/// atomic rename, and every read verifies.
/// </summary>
/// <remarks>
/// No member throws for a reason that lies in the cache; results say what happened. <see cref="OperationCanceledException"/>
/// is thrown on cancellation, and then no output and no entry was changed.
/// </remarks>
public sealed class ExtractionCache : IDisposable
{
    /// <summary>A hit touches its entry at most this often, so that a hot cache does not rewrite inodes all day (H40).</summary>
    private static readonly TimeSpan TouchInterval = TimeSpan.FromHours(1);

    private readonly CacheSettings _settings;
    private readonly CacheLayout _layout;
    private readonly CacheRoot _root;
    private readonly ZstdCodecs _codecs = new();

    /// <summary>Names the directory; touches no disk.</summary>
    /// <exception cref="ArgumentException">The root is not a full path.</exception>
    public ExtractionCache(CacheSettings settings)
    {
        _settings = settings;
        _layout = new CacheLayout(settings.Root);
        _root = new CacheRoot(_layout, settings);
    }

    /// <summary>
    /// Puts the stored outputs of a key where <paramref name="outputs"/> says: all of them or none, each by one rename, and
    /// none that holds the same bytes already.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="outputs">Exactly the kinds that were stored, each with a full path.</param>
    /// <param name="cancellationToken">Ends the restore before anything was changed.</param>
    /// <returns>A hit, or a miss with its reason. A corrupt entry is removed on the way.</returns>
    public RestoreResult Restore(CacheKey key, IReadOnlyList<OutputFile> outputs, CancellationToken cancellationToken = default)
    {
        var kinds = outputs.Select(output => output.Kind).ToArray();
        var lookup = EntryReader.Open(_layout.Entry(key), key, kinds, _settings.SigningKey, cancellationToken);
        using var reader = lookup.Reader;
        if (reader is null)
        {
            return Miss(key, kinds, lookup.Reason, lookup.Detail);
        }

        try
        {
            _settings.Reached(ProtocolStep.RestoreOpened, _layout.Entry(key));
            var written = new OutputRestorer(_settings, _codecs).Restore(reader, outputs, cancellationToken);
            _settings.Reached(ProtocolStep.RestoreFinished, _layout.Entry(key));
            TouchIfDue(key);
            return new RestoreResult(MissReason.None, null, written, reader.Metadata.Provenance);
        }
        catch (InvalidDataException e)
        {
            reader.Dispose();
            return Miss(key, kinds, MissReason.Corrupt, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new RestoreResult(IoError.IsStale(e) ? MissReason.Absent : MissReason.Unreadable, e.Message);
        }
    }

    /// <summary>Publishes the outputs of a finished extraction under its key, replacing what stands there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="provenance">Where the outputs come from.</param>
    /// <param name="outputs">The files, each kind once.</param>
    /// <param name="cancellationToken">Ends the store before it publishes.</param>
    /// <exception cref="ArgumentException">A kind is no well-formed name, is given twice, or there are none or more than 64.</exception>
    public StoreResult Store(
        CacheKey key, Provenance provenance, IReadOnlyList<OutputFile> outputs, CancellationToken cancellationToken = default)
    {
        if (outputs.Count is 0 or > EntryFormat.MaxOutputs
            || outputs.Any(output => !OutputKind.IsValid(output.Kind))
            || outputs.Select(output => output.Kind).Distinct(StringComparer.Ordinal).Count() != outputs.Count)
        {
            throw new ArgumentException($"An entry holds 1 to {EntryFormat.MaxOutputs} outputs of different, well-formed kinds.", nameof(outputs));
        }

        return _settings.ReadOnly
            ? new StoreResult(StoreOutcome.ReadOnly)
            : new EntryPublisher(_layout, _root, _settings, _codecs).Publish(key, provenance, outputs, cancellationToken);
    }

    /// <summary>A fresh view of who is about to make which entry.</summary>
    internal Claims OpenClaims() => new(_layout, _root, _settings);

    /// <summary>Whether a clean-up began less than <paramref name="interval"/> ago. One look at one file.</summary>
    public bool WasCleanedWithin(TimeSpan interval)
    {
        try
        {
            var stamp = new FileInfo(_layout.SweepStamp);
            return stamp.Exists && ShareClock.Age(stamp.LastWriteTimeUtc, _settings.UtcNow()) < interval;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Removes stale temps, entries beyond the age limit, and the least recently used until the cache fits its size limit.</summary>
    /// <exception cref="IOException">The directory cannot be listed or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be listed or written.</exception>
    public CleanupResult Cleanup(CancellationToken cancellationToken = default) =>
        new CacheCleaner(_layout, _root, _settings).Run(cancellationToken);

    /// <summary>Frees the codecs. The directory is as it was.</summary>
    public void Dispose() => _codecs.Dispose();

    private RestoreResult Miss(CacheKey key, string[] kinds, MissReason reason, string? detail)
    {
        var removed = reason == MissReason.Corrupt
            && !_settings.ReadOnly
            && new CorruptEntryRemover(_layout, _settings).Remove(key, kinds);
        return new RestoreResult(reason, detail, CorruptRemoved: removed);
    }

    /// <summary>The entry's modification time is its last use. Failing to set it costs an earlier eviction, nothing else (H37).</summary>
    private void TouchIfDue(CacheKey key)
    {
        var entry = _layout.Entry(key);
        if (!_settings.ReadOnly && ShareClock.Age(File.GetLastWriteTimeUtc(entry), _settings.UtcNow()) > TouchInterval)
        {
            FileTouch.Now(entry);
        }
    }
}
