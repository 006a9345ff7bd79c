using PdfTract.Cache.Layout;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Eviction;

/// <summary>
/// Evicts the least recently used entries until the rest fits: step 3 of the protocol "Cleanup" of the design. What goes is a function of what stands,
/// so that N evictors end where one would (H28). An entry's last use is its modification time.
/// </summary>
/// <param name="scan">Lists the entries, as often as it is asked.</param>
/// <param name="removal">Removes them.</param>
/// <param name="maxSize">Bytes that may stand; null for any number.</param>
/// <param name="now">By the share's clock.</param>
internal sealed class Evictor(CacheScan scan, EntryRemoval removal, long? maxSize, DateTime now)
{
    /// <summary>How many entries went.</summary>
    public int Evicted { get; private set; }

    /// <summary>
    /// Longer than the whole cache may be: no entry is, and readers say so. It goes first, and whether it does or not it has no part in the sum:
    /// in a sticky folder it may be another user's to remove, and must not drive out all that are this user's (H78).
    /// </summary>
    public bool IsTooLong(ScannedFile entry) => entry.Stamp.Length > maxSize;

    public void Evict(ScannedFile file)
    {
        if (removal.Remove(file))
        {
            Evicted++;
        }
    }

    /// <param name="standing">What stands, by age.</param>
    /// <param name="cancellationToken">Ends it between two entries.</param>
    public void EvictBeyondBudget(AgeHistogram standing, CancellationToken cancellationToken)
    {
        if (standing.Total > maxSize)
        {
            EvictLeastRecentlyUsed(standing, maxSize.Value, cancellationToken);
        }
    }

    /// <summary>
    /// A second pass: everything beyond the boundary's age goes. What another cleaner removed meanwhile is not there to be
    /// counted, so nobody removes in its stead.
    /// </summary>
    private void EvictLeastRecentlyUsed(AgeHistogram standing, long budget, CancellationToken cancellationToken)
    {
        var (boundary, fitting) = standing.Boundary(budget);
        var onBoundary = new NameHistogram();
        foreach (var (file, bucket) in EntriesWithBucket(cancellationToken))
        {
            if (bucket > boundary)
            {
                Evict(file);
            }
            else if (bucket == boundary)
            {
                onBoundary.Add(file.Name, file.Stamp.Length);
            }
        }

        if (onBoundary.Total > fitting)
        {
            EvictOnBoundary(boundary, onBoundary, fitting, cancellationToken);
        }
    }

    /// <summary>
    /// A third pass over those of the boundary's age, which are within 0.3 % of each other: as many stay as fit. A million may
    /// have come in one hour, so they are not listed (H36); every cleaner takes them in the same order, which their names give.
    /// </summary>
    private void EvictOnBoundary(int boundary, NameHistogram onBoundary, long fitting, CancellationToken cancellationToken)
    {
        var (last, left) = onBoundary.Boundary(fitting);
        foreach (var (file, bucket) in EntriesWithBucket(cancellationToken))
        {
            var name = NameHistogram.BucketOf(file.Name);
            if (bucket != boundary || name < last)
            {
                continue;
            }

            if (name == last && file.Stamp.Length <= left)
            {
                left -= file.Stamp.Length;
            }
            else
            {
                Evict(file);
            }
        }
    }

    private IEnumerable<(ScannedFile File, int Bucket)> EntriesWithBucket(CancellationToken cancellationToken)
    {
        foreach (var file in scan.EntryFiles().Where(file => CacheLayout.IsEntry(file.Name) && !IsTooLong(file)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return (file, AgeHistogram.BucketOf(ShareClock.Age(file.Stamp.ModifiedUtc, now)));
        }
    }
}
