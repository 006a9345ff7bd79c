namespace PdfTract.Cache;

/// <summary>Removes what nobody needs: the protocol "Cleanup" of the design. May run in any number of processes at once.</summary>
/// <remarks>
/// Invariants: (1) nothing is deleted below a root without the marker, and only files with exactly the cache's own names;
/// (2) ages come from the share's clock; (3) a file that was touched since it was looked at is kept (H31); (4) what goes is
/// a function of what stands, not of how much this process wants gone, so N cleaners end where one would (H28).
/// </remarks>
internal sealed class CacheCleaner(CacheLayout layout, CacheRoot root, CacheSettings settings)
{
    /// <summary>
    /// A temp is alive as long as its writer writes; an hour without a write is a crash. A claim goes after the same time: its
    /// owner may live, and loses nothing that an extraction more does not make good.
    /// </summary>
    public static readonly TimeSpan StaleTempAge = TimeSpan.FromHours(1);

    private readonly CacheScan _scan = new(layout);
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
        var now = ShareClock.Read(layout, root.Permissions);
        new SweepStamp(layout, root.Permissions).Set();
        settings.Reached(ProtocolStep.CleanupProbed, layout.Root);

        // 2. Stale temps and what is too old; the rest is weighed.
        var standing = new AgeHistogram();
        var entries = 0L;
        foreach (var temp in _scan.RootTemps())
        {
            cancellationToken.ThrowIfCancellationRequested();
            RemoveIfStale(temp, now);
        }

        foreach (var folder in _scan.TempFolders())
        {
            RemoveIfStale(folder, now);
        }

        foreach (var file in _scan.EntryFiles())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!CacheLayout.IsEntry(file.Name))
            {
                RemoveIfStale(file, now);
            }
            else if (TryStamp(file) is { } stamp && !RemoveIfAged(file, stamp, now))
            {
                standing.Add(ShareClock.Age(stamp.ModifiedUtc, now), stamp.Length);
                entries++;
            }
        }

        settings.Reached(ProtocolStep.CleanupScanned, layout.Root);

        // 3. The least recently used, until the rest fits.
        var evictedBytes = _removedBytes;
        if (standing.Total > settings.MaxSize)
        {
            Evict(standing, settings.MaxSize.Value, now, cancellationToken);
        }

        evictedBytes = _removedBytes - evictedBytes;
        return new CleanupResult(
            state, _staleTemps, _aged, _evicted, _removedBytes, entries - _evicted, standing.Total - evictedBytes, _failures + _scan.Failures);
    }

    private void RemoveIfStale(FileInfo temp, DateTime now)
    {
        if (TryStamp(temp) is { } stamp && ShareClock.Age(stamp.ModifiedUtc, now) > StaleTempAge && Remove(temp, stamp))
        {
            _staleTemps++;
        }
    }

    /// <summary>A folder that its maker did not live to name. It is empty, or it stays.</summary>
    private static void RemoveIfStale(DirectoryInfo temp, DateTime now)
    {
        if (ShareClock.Age(temp.LastWriteTimeUtc, now) > StaleTempAge)
        {
            BestEffort.DeleteFolder(temp.FullName);
        }
    }

    private bool RemoveIfAged(FileInfo entry, FileStamp stamp, DateTime now)
    {
        if (!(ShareClock.Age(stamp.ModifiedUtc, now) > settings.MaxAge) || !Remove(entry, stamp))
        {
            return false;
        }

        _aged++;
        return true;
    }

    /// <summary>
    /// A second pass: everything beyond the boundary's age goes. What another cleaner removed meanwhile is not there to be
    /// counted, so nobody removes in its stead.
    /// </summary>
    private void Evict(AgeHistogram standing, long budget, DateTime now, CancellationToken cancellationToken)
    {
        var (boundary, fitting) = standing.Boundary(budget);
        var onBoundary = new NameHistogram();
        foreach (var (file, stamp, bucket) in EntriesWithBucket(now, cancellationToken))
        {
            if (bucket > boundary)
            {
                EvictOne(file, stamp);
            }
            else if (bucket == boundary)
            {
                onBoundary.Add(file.Name, stamp.Length);
            }
        }

        if (onBoundary.Total > fitting)
        {
            EvictOnBoundary(boundary, onBoundary, fitting, now, cancellationToken);
        }
    }

    /// <summary>
    /// A third pass over those of the boundary's age, which are within 0.3 % of each other: as many stay as fit. A million may
    /// have come in one hour, so they are not listed (H36); every cleaner takes them in the same order, which their names give.
    /// </summary>
    private void EvictOnBoundary(int boundary, NameHistogram onBoundary, long fitting, DateTime now, CancellationToken cancellationToken)
    {
        var (last, left) = onBoundary.Boundary(fitting);
        foreach (var (file, stamp, bucket) in EntriesWithBucket(now, cancellationToken))
        {
            var name = NameHistogram.BucketOf(file.Name);
            if (bucket != boundary || name < last)
            {
                continue;
            }

            if (name == last && stamp.Length <= left)
            {
                left -= stamp.Length;
            }
            else
            {
                EvictOne(file, stamp);
            }
        }
    }

    private IEnumerable<(FileInfo File, FileStamp Stamp, int Bucket)> EntriesWithBucket(DateTime now, CancellationToken cancellationToken)
    {
        foreach (var file in _scan.EntryFiles().Where(file => CacheLayout.IsEntry(file.Name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryStamp(file) is { } stamp)
            {
                yield return (file, stamp, AgeHistogram.BucketOf(ShareClock.Age(stamp.ModifiedUtc, now)));
            }
        }
    }

    private void EvictOne(FileInfo file, FileStamp stamp)
    {
        if (Remove(file, stamp))
        {
            _evicted++;
        }
    }

    private bool Remove(FileInfo file, FileStamp seen)
    {
        settings.Reached(ProtocolStep.CleanupBeforeDelete, file.FullName);
        try
        {
            if (FileStamp.Of(file.FullName) != seen)
            {
                return false;
            }

            File.Delete(file.FullName);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failures++;
            return false;
        }

        _removedBytes += seen.Length;
        settings.Reached(ProtocolStep.CleanupDeleted, file.FullName);
        return true;
    }

    /// <returns>Null when the file is gone.</returns>
    private static FileStamp? TryStamp(FileInfo file)
    {
        try
        {
            return FileStamp.Of(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
