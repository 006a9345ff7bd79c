using PdfTract.Cache.Claims;
using PdfTract.Cache.Entries;
using PdfTract.Cache.Eviction;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Layout;
using PdfTract.Cache.Outputs;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;
using PdfTract.Cache.Stores;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache;

/// <summary>
/// A cache of extraction results in one directory. Instances in any number of processes, on any number of machines, may use
/// one directory at once, and all members may be called from any thread at once. There are no locks: entries are published by
/// atomic rename, and every read verifies.
/// </summary>
/// <remarks>
/// What goes wrong in the cache is told by results; only <see cref="Cleanup"/> throws where it cannot begin. On cancellation
/// <see cref="OperationCanceledException"/> is thrown: a restore or a read has changed nothing then, a store keeps what it had published, and a clean-up
/// what it had removed.
/// </remarks>
public sealed class ExtractionCache : IDisposable
{
    private readonly CacheSettings _settings;
    private readonly CacheDirectory _directory;
    private readonly LocalStore _store;
    private readonly ZstdCodecs _codecs = new();

    /// <summary>Names the directory; touches no disk.</summary>
    /// <exception cref="ArgumentException">The root is not a full path.</exception>
    public ExtractionCache(CacheSettings settings)
    {
        _settings = settings;
        _directory = new CacheDirectory(settings);
        _store = new LocalStore(_directory);
    }

    /// <summary>
    /// Puts the stored outputs of a key where <paramref name="outputs"/> says: all of them or none, each by one rename, and
    /// none that holds the same bytes already.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="outputs">The kinds that are wanted, each with a full path. An entry that holds more is a hit as well; one that lacks one is a miss.</param>
    /// <param name="cancellationToken">Ends the restore before anything was changed.</param>
    /// <returns>A hit, or a miss with its reason. A corrupt entry is removed on the way.</returns>
    public RestoreResult Restore(CacheKey key, IReadOnlyList<OutputFile> outputs, CancellationToken cancellationToken = default) =>
        LookUp(key, KindsOf(outputs, output => output.Kind), new OutputRestorer(outputs, _settings, _codecs), cancellationToken);

    /// <summary>Like <see cref="Restore"/>, into memory: verified in the same way, and all outputs or none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="outputs">The kinds that are wanted. On a miss all are empty.</param>
    /// <param name="cancellationToken">Ends the reading; then all are empty.</param>
    /// <returns>A hit, or a miss with its reason. A corrupt entry is removed on the way.</returns>
    public RestoreResult Read(CacheKey key, IReadOnlyList<OutputBuffer> outputs, CancellationToken cancellationToken = default)
    {
        var target = new BufferRestorer(outputs, _codecs);
        target.Clear();
        return LookUp(key, KindsOf(outputs, output => output.Kind), target, cancellationToken);
    }

    /// <summary>
    /// Publishes the outputs of a finished extraction under its key, replacing what stands there. What a standing entry holds of other kinds
    /// is kept, unless a kind that both have differs (H10).
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="provenance">Where the outputs come from.</param>
    /// <param name="outputs">The files, each kind once.</param>
    /// <param name="cancellationToken">Ends the store before it publishes.</param>
    /// <exception cref="ArgumentException">A kind is no well-formed name, is given twice, or there are none or more than 64.</exception>
    public StoreResult Store(
        CacheKey key, Provenance provenance, IReadOnlyList<OutputFile> outputs, CancellationToken cancellationToken = default) =>
        StoreAll([new StoreRequest(key, provenance, outputs)], cancellationToken)[0];

    /// <summary>
    /// Like one <see cref="Store"/> after another, with the same guarantees for each and in less time: the device flushes many
    /// entries at once, and each folder once.
    /// </summary>
    /// <param name="requests">In any order; keys may come more than once, and one of them then stands, whole.</param>
    /// <param name="cancellationToken">Ends the storing. What was published until then stays; nothing else was changed.</param>
    /// <returns>As many results as requests, in the same order. One that failed says nothing about the others.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Store"/>; then nothing was stored.</exception>
    public IReadOnlyList<StoreResult> StoreAll(IReadOnlyList<StoreRequest> requests, CancellationToken cancellationToken = default)
    {
        foreach (var request in requests)
        {
            request.Check();
        }

        return _store.Publish([.. requests.Select(request => new OutputsSeal(request, _codecs, _settings.SigningKey))], cancellationToken);
    }

    /// <summary>A fresh view of who is about to make which entry.</summary>
    internal ClaimRegistry OpenClaims() => new(_directory);

    /// <summary>Whether a clean-up began less than <paramref name="interval"/> ago. One look at one file.</summary>
    public bool WasCleanedWithin(TimeSpan interval)
    {
        try
        {
            return _directory.Root.TryOpen()?.Look(CacheLayout.CleanupStampName) is { } stamp && ShareClock.Age(stamp.ModifiedUtc, _settings.UtcNow()) < interval;
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
        new CacheCleanup(_directory).Run(cancellationToken);

    /// <summary>Frees the codecs and closes the directory, which is as it was. No other member may be running or called any more.</summary>
    public void Dispose()
    {
        _codecs.Dispose();
        _directory.Dispose();
    }

    /// <summary>An array, filled by hand: LINQ takes longer over it than the checksum of a small entry.</summary>
    private static string[] KindsOf<T>(IReadOnlyList<T> outputs, Func<T, string> kindOf)
    {
        var kinds = new string[outputs.Count];
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = kindOf(outputs[i]);
        }

        return kinds;
    }

    private RestoreResult LookUp(CacheKey key, string[] kinds, IRestoreTarget target, CancellationToken cancellationToken)
    {
        var lookup = _store.Open(key, kinds, cancellationToken);
        using var reader = lookup.Reader;
        if (reader is null)
        {
            return Miss(key, kinds, lookup.Reason, lookup.Detail, cancellationToken);
        }

        try
        {
            _directory.Reached(ProtocolStep.RestoreOpened, key);
            var written = target.Take(reader, cancellationToken);
            _directory.Reached(ProtocolStep.RestoreFinished, key);
            _store.Touch(key, reader.ModifiedUtc);
            return new RestoreResult(MissReason.None, null, written, reader.Metadata.Provenance, Store: _store.Name);
        }
        catch (InvalidDataException e)
        {
            reader.Dispose();
            return Miss(key, kinds, MissReason.Corrupt, e.Message, cancellationToken);
        }
        catch (OutputNotWritableException e)
        {
            return new RestoreResult(MissReason.OutputNotWritable, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return new RestoreResult(IoError.IsStale(e) ? MissReason.Absent : MissReason.Unreadable, e.Message);
        }
    }

    private RestoreResult Miss(CacheKey key, string[] kinds, MissReason reason, string? detail, CancellationToken cancellationToken)
    {
        var removed = reason == MissReason.Corrupt && _store.RemoveCorrupt(key, kinds, cancellationToken);
        return new RestoreResult(reason, detail, CorruptRemoved: removed);
    }
}
