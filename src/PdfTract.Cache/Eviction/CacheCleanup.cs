using PdfTract.Cache.Layout;
using PdfTract.Cache.Settings;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Eviction;

/// <summary>Removes what nobody needs: the protocol "Cleanup" of the design. May run in any number of processes at once.</summary>
/// <remarks>
/// Invariants: (1) nothing is deleted below a root without the marker, and only files with exactly the cache's own names;
/// (2) ages come from the share's clock; (3) a file that was touched since it was looked at is kept (H31); (4) what goes is
/// a function of what stands, not of how much this process wants gone, so N cleaners end where one would (H28).
/// </remarks>
internal sealed class CacheCleanup(CacheDirectory directory)
{
    private readonly CacheSettings _settings = directory.Settings;
    private readonly EntryRemoval _removal = new(directory.Settings);
    private int _staleTemps;
    private int _aged;

    public CleanupResult Run(CancellationToken cancellationToken)
    {
        var state = directory.Root.Inspect();
        if (state != RootState.Cache || _settings.ReadOnly)
        {
            return new CleanupResult(state);
        }

        // 1. The clock, and the mark that keeps others from starting at the same time for nothing.
        var folder = directory.Root.Open();
        var now = directory.ReadClock();
        CleanupStamp.Set(folder, directory.OpenToWrite(), now);
        _settings.Reached(ProtocolStep.CleanupProbed, folder.Path);

        // 2. Stale temps, what is too old and what is too long; the rest is weighed.
        var scan = new CacheScan(folder);
        var evictor = new Evictor(scan, _removal, _settings.MaxSize, now);
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
            else if (evictor.IsTooLong(file))
            {
                evictor.Evict(file);
            }
            else if (!RemoveIfAged(file, now))
            {
                standing.Add(ShareClock.Age(file.Stamp.ModifiedUtc, now), file.Stamp.Length);
                entries++;
            }
        }

        _settings.Reached(ProtocolStep.CleanupScanned, folder.Path);

        // 3. The least recently used, until the rest fits.
        var (evictedBefore, removedBefore) = (evictor.Evicted, _removal.RemovedBytes);
        evictor.EvictBeyondBudget(standing, cancellationToken);
        return new CleanupResult(
            state,
            _staleTemps,
            _aged,
            evictor.Evicted,
            _removal.RemovedBytes,
            entries - (evictor.Evicted - evictedBefore),
            Math.Max(0, standing.Total - (_removal.RemovedBytes - removedBefore)),
            _removal.Failures + scan.Failures);
    }

    private void RemoveIfStale(ScannedFile temp, DateTime now)
    {
        if (ShareClock.Age(temp.Stamp.ModifiedUtc, now) > TempName.StaleAge && _removal.Remove(temp))
        {
            _staleTemps++;
        }
    }

    /// <summary>A folder that its maker did not live to name. It is empty, or it stays.</summary>
    private static void RemoveFolderIfStale(ScannedFile temp, DateTime now)
    {
        if (ShareClock.Age(temp.Stamp.ModifiedUtc, now) > TempName.StaleAge)
        {
            temp.Folder.TryDeleteFolder(temp.Name);
        }
    }

    private bool RemoveIfAged(ScannedFile entry, DateTime now)
    {
        if (!(ShareClock.Age(entry.Stamp.ModifiedUtc, now) > _settings.MaxAge) || !_removal.Remove(entry))
        {
            return false;
        }

        _aged++;
        return true;
    }
}
