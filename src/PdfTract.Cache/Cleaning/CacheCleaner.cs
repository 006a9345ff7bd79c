namespace PdfTract.Cache;

/// <summary>Removes what nobody needs: the protocol "Cleanup" of the design. May run in any number of processes at once.</summary>
/// <remarks>
/// Invariants: (1) nothing is deleted below a root without the marker, and only files with exactly the cache's own names;
/// (2) ages come from the share's clock; (3) a file that was touched since it was looked at is kept (H31); (4) what goes is
/// a function of what stands, not of how much this process wants gone, so N cleaners end where one would (H28).
/// </remarks>
internal sealed class CacheCleaner(CacheRoot root, CacheSettings settings)
{
    /// <summary>
    /// A temp is alive as long as its writer writes; an hour without a write is a crash. A claim goes after the same time: its
    /// owner may live, and loses nothing that an extraction more does not make good.
    /// </summary>
    public static readonly TimeSpan StaleTempAge = TimeSpan.FromHours(1);

    private int _staleTemps;
    private int _aged;
    private int _evicted;
    private long _removedBytes;
    private int _failures;

    public CleanupResult Run(CancellationToken cancellationToken)
    {
        var state = root.Inspect();
        if (state != RootState.Cache)
        {
            return new CleanupResult(state);
        }

        // 1. The clock, and the mark that keeps others from starting at the same time for nothing.
        var folder = root.Open();
        var permissions = new RootPermissions(folder, settings);
        var now = ShareClock.Read(folder, permissions);
        SweepStamp.Set(folder, permissions);
        settings.Reached(ProtocolStep.CleanupProbed, folder.Path);

        // 2. Stale temps, what is too old and what is too long; the rest is weighed.
        var scan = new CacheScan(folder);
        var standing = new AgeHistogram();
        var entries = 0L;
        foreach (var temp in scan.RootTemps().Concat(scan.Obstacles()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            RemoveIfStale(temp, now);
        }

        foreach (var temp in scan.TempFolders())
        {
            cancellationToken.ThrowIfCancellationRequested();
            RemoveFolderIfStale(temp, now);
        }

        foreach (var file in scan.EntryFiles())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!CacheLayout.IsEntry(file.Name))
            {
                RemoveIfStale(file, now);
            }
            else if (IsTooLong(file))
            {
                EvictOne(file);
            }
            else if (!RemoveIfAged(file, now))
            {
                standing.Add(ShareClock.Age(file.Stamp.ModifiedUtc, now), file.Stamp.Length);
                entries++;
            }
        }

        settings.Reached(ProtocolStep.CleanupScanned, folder.Path);

        // 3. The least recently used, until the rest fits.
        var (evictedBefore, removedBefore) = (_evicted, _removedBytes);
        if (standing.Total > settings.MaxSize)
        {
            Evict(scan, standing, settings.MaxSize.Value, now, cancellationToken);
        }

        return new CleanupResult(
            state,
            _staleTemps,
            _aged,
            _evicted,
            _removedBytes,
            entries - (_evicted - evictedBefore),
            Math.Max(0, standing.Total - (_removedBytes - removedBefore)),
            _failures + scan.Failures);
    }

    private void RemoveIfStale(ScannedFile temp, DateTime now)
    {
        if (ShareClock.Age(temp.Stamp.ModifiedUtc, now) > StaleTempAge && Remove(temp))
        {
            _staleTemps++;
        }
    }

    /// <summary>A folder that its maker did not live to name. It is empty, or it stays.</summary>
    private static void RemoveFolderIfStale(ScannedFile temp, DateTime now)
    {
        if (ShareClock.Age(temp.Stamp.ModifiedUtc, now) > StaleTempAge)
        {
            temp.Folder.TryDeleteFolder(temp.Name);
        }
    }

    private bool RemoveIfAged(ScannedFile entry, DateTime now)
    {
        if (!(ShareClock.Age(entry.Stamp.ModifiedUtc, now) > settings.MaxAge) || !Remove(entry))
        {
            return false;
        }

        _aged++;
        return true;
    }

    /// <summary>
    /// Longer than the whole cache may be: no entry is, and readers say so. It goes first, and whether it does or not it has no part in the sum:
    /// in a sticky folder it may be another user's to remove, and must not drive out all that are this user's (H78).
    /// </summary>
    private bool IsTooLong(ScannedFile entry) => entry.Stamp.Length > settings.MaxSize;

    /// <summary>
    /// A second pass: everything beyond the boundary's age goes. What another cleaner removed meanwhile is not there to be
    /// counted, so nobody removes in its stead.
    /// </summary>
    private void Evict(CacheScan scan, AgeHistogram standing, long budget, DateTime now, CancellationToken cancellationToken)
    {
        var (boundary, fitting) = standing.Boundary(budget);
        var onBoundary = new NameHistogram();
        foreach (var (file, bucket) in EntriesWithBucket(scan, now, cancellationToken))
        {
            if (bucket > boundary)
            {
                EvictOne(file);
            }
            else if (bucket == boundary)
            {
                onBoundary.Add(file.Name, file.Stamp.Length);
            }
        }

        if (onBoundary.Total > fitting)
        {
            EvictOnBoundary(scan, boundary, onBoundary, fitting, now, cancellationToken);
        }
    }

    /// <summary>
    /// A third pass over those of the boundary's age, which are within 0.3 % of each other: as many stay as fit. A million may
    /// have come in one hour, so they are not listed (H36); every cleaner takes them in the same order, which their names give.
    /// </summary>
    private void EvictOnBoundary(
        CacheScan scan, int boundary, NameHistogram onBoundary, long fitting, DateTime now, CancellationToken cancellationToken)
    {
        var (last, left) = onBoundary.Boundary(fitting);
        foreach (var (file, bucket) in EntriesWithBucket(scan, now, cancellationToken))
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
                EvictOne(file);
            }
        }
    }

    private IEnumerable<(ScannedFile File, int Bucket)> EntriesWithBucket(CacheScan scan, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var file in scan.EntryFiles().Where(file => CacheLayout.IsEntry(file.Name) && !IsTooLong(file)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return (file, AgeHistogram.BucketOf(ShareClock.Age(file.Stamp.ModifiedUtc, now)));
        }
    }

    private void EvictOne(ScannedFile file)
    {
        if (Remove(file))
        {
            _evicted++;
        }
    }

    /// <summary>
    /// Looks once more just before. What a writer publishes between that look and the removal is lost with it: a miss, and nothing else.
    /// </summary>
    private bool Remove(ScannedFile file)
    {
        settings.Reached(ProtocolStep.CleanupBeforeDelete, file.Folder, file.Name);
        try
        {
            if (file.Folder.Look(file.Name) is not { } status || FileStamp.Of(status) != file.Stamp || !file.Folder.Delete(file.Name))
            {
                return false;
            }
        }
        catch (Exception e) when (IoError.IsGone(e))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failures++;
            return false;
        }

        _removedBytes = SaturatingSum.Of(_removedBytes, file.Stamp.Length);
        settings.Reached(ProtocolStep.CleanupDeleted, file.Folder, file.Name);
        return true;
    }
}
