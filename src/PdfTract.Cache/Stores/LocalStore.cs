using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Layout;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Stores;

/// <summary>Entries in a directory: on a disk of this machine or on a share.</summary>
/// <param name="directory">The directory. It stays its owner's.</param>
internal sealed class LocalStore(CacheDirectory directory) : IEntryStore
{
    /// <summary>A hit touches its entry at most this often, so that a hot cache does not rewrite inodes all day (H40).</summary>
    private static readonly TimeSpan TouchInterval = TimeSpan.FromHours(1);

    public string Name => directory.Settings.Root;

    public bool IsReadOnly => directory.Settings.ReadOnly;

    public EntryLookup Open(CacheKey key, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        var lookup = EntryReader.Open(() => directory.OpenEntry(key), key, kinds, directory.Settings, cancellationToken);
        return lookup.Reason == MissReason.Unreadable && WhyRootCannotBeOpened() is { } reason ? EntryLookup.Miss(MissReason.Unavailable, reason) : lookup;
    }

    public IReadOnlyList<StoreResult> Publish(IReadOnlyList<IEntrySeal> seals, CancellationToken cancellationToken) => IsReadOnly
        ? [.. seals.Select(_ => new StoreResult(StoreOutcome.ReadOnly))]
        : new StoreBatch(directory, seals).Run(cancellationToken);

    public void Touch(CacheKey key, DateTime lastUsedUtc)
    {
        if (IsReadOnly || ShareClock.Age(lastUsedUtc, directory.Settings.UtcNow()) <= TouchInterval)
        {
            return;
        }

        try
        {
            using var shard = directory.TryOpenShard(key);
            shard?.Touch(CacheLayout.EntryName(key), directory.ReadClock);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder vanished, or may not be entered.
        }
    }

    public bool RemoveCorrupt(CacheKey key, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken) =>
        !IsReadOnly && new CorruptEntryRemover(directory).Remove(key, kinds, cancellationToken);

    public IEnumerable<StoredEntry> Enumerate(CancellationToken cancellationToken)
    {
        if (directory.Root.Inspect() != RootState.Cache)
        {
            yield break;
        }

        foreach (var file in new CacheScan(directory.Root.Open()).EntryFiles().Where(file => CacheLayout.IsEntry(file.Name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var metadata = EntryReader.ReadMetadata(() => file.Folder.File(file.Name));
            yield return new StoredEntry(file.Name, file.Stamp.Length, file.Stamp.ModifiedUtc, metadata);
        }
    }

    private string? WhyRootCannotBeOpened()
    {
        try
        {
            directory.Root.TryOpen();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
