using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Stores;

/// <summary>
/// Entries by key, wherever they are kept. Whoever reads one gets it verified or a reason; whoever publishes one replaces what stands there as a
/// whole. All members may be called from any thread at once, and by any number of processes on the same entries.
/// </summary>
internal interface IEntryStore
{
    /// <summary>Where it is, for people.</summary>
    string Name { get; }

    /// <summary>Nothing is written, touched or removed here.</summary>
    bool IsReadOnly { get; }

    /// <summary>Opens and verifies an entry.</summary>
    /// <param name="key">The full key that it must have.</param>
    /// <param name="kinds">The output kinds that it must have. It may have more.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    /// <returns>
    /// A reader, or why there is none: <see cref="MissReason.Absent"/> where the store can be asked and has no such entry,
    /// <see cref="MissReason.Unavailable"/> where it cannot be asked.
    /// </returns>
    EntryLookup Open(CacheKey key, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken);

    /// <summary>Seals entries and gives each its name by one rename. Keys may come more than once, and one of them then stands, whole.</summary>
    /// <param name="seals">What writes them.</param>
    /// <param name="cancellationToken">Ends it. What has its name by then keeps it; the rest was not published.</param>
    /// <returns>As many results as there are seals, in their order. One that failed says nothing about the others.</returns>
    IReadOnlyList<StoreResult> Publish(IReadOnlyList<IEntrySeal> seals, CancellationToken cancellationToken);

    /// <summary>Says that an entry was used. Failing to costs an earlier eviction, nothing else (H37).</summary>
    /// <param name="key">The key.</param>
    /// <param name="lastUsedUtc">What the store said when it was opened.</param>
    void Touch(CacheKey key, DateTime lastUsedUtc);

    /// <summary>Removes an entry that was read as corrupt, if what stands there still is (H01).</summary>
    /// <returns>Whether it was removed.</returns>
    bool RemoveCorrupt(CacheKey key, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken);

    /// <summary>What stands here, one at a time and in no order. What comes or goes meanwhile may be missing.</summary>
    IEnumerable<StoredEntry> Enumerate(CancellationToken cancellationToken);
}

/// <summary>What can be told of an entry without reading its outputs. Its size and its last use are the file system's, the rest is what it says of itself, unverified.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Length">In bytes, as stored.</param>
/// <param name="LastUsedUtc">By the clock of the store.</param>
/// <param name="Metadata">Its key, outputs, host and cost; null where it is damaged, of another format, or not for this user to read.</param>
internal sealed record StoredEntry(string Name, long Length, DateTime LastUsedUtc, EntryMetadata? Metadata);
