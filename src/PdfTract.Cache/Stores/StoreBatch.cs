using PdfTract.Cache.Layout;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Stores;

/// <summary>Stores any number of entries, one too: many at once up to their renames, then step 7 of the protocol once a folder.</summary>
/// <remarks>
/// Invariants: (1) with fsync, an entry that was reported as stored survives a power loss: its bytes were flushed before its
/// rename, its folder after it, and nothing is reported before that (H08); (2) each entry goes through the protocol on its own,
/// so that one that fails changes nothing for the others, whatever their keys; (3) nothing here waits for another process.
/// </remarks>
internal sealed class StoreBatch(CacheDirectory directory, IReadOnlyList<IEntrySeal> seals)
{
    /// <summary>A parent that vanishes again and again is a cache that is being deleted; after this many times it is a failure (H04).</summary>
    private const int MaxAttempts = 4;

    /// <summary>
    /// How many flushes are under way at once: a device takes several in the time of one. Measured on ext4 with 1,000 entries of
    /// 4 KiB and 4, 8, 12, 16, 24, 32, 48 at once: 544, 500, 261, 256, 220, 252, 266 ms; one after another took seconds.
    /// </summary>
    private const int MaxFlushes = 16;

    private readonly StoreResult?[] _results = new StoreResult?[seals.Count];
    private readonly CacheSettings _settings = directory.Settings;
    private readonly int _threads = directory.Settings.Fsync ? Math.Max(MaxFlushes, directory.Settings.Cores) : directory.Settings.Cores;

    /// <returns>As many as there are requests, in their order.</returns>
    /// <exception cref="OperationCanceledException">Cancelled. What has its name by then keeps it; the rest was not published.</exception>
    public StoreResult[] Run(CancellationToken cancellationToken)
    {
        for (var attempt = 1; Array.Exists(_results, result => result is null); attempt++)
        {
            RunOnce(attempt, cancellationToken);
        }

        return _results!;
    }

    private void RunOnce(int attempt, CancellationToken cancellationToken)
    {
        var open = Enumerable.Range(0, _results.Length).Where(i => _results[i] is null).ToArray();
        if (Guarded(attempt, EstablishRoot) is not { Outcome: StoreOutcome.Stored } and var refused)
        {
            Array.ForEach(open, i => _results[i] = refused);
            return;
        }

        using var cores = open.Length > 1 && _threads > _settings.Cores ? new SemaphoreSlim(_settings.Cores) : null;
        using var shards = new OpenShards(directory);
        Workers.For(open.Length, _threads, i => _results[open[i]] = Guarded(attempt, () =>
        {
            var seal = seals[open[i]];
            return new EntryPublisher(shards.Permissions, _settings, cores).Publish(seal, () => shards.Open(seal.Key), cancellationToken);
        }));

        var stored = open.Where(i => _results[i]?.Outcome == StoreOutcome.Stored).GroupBy(i => CacheLayout.ShardName(seals[i].Key)).ToArray();
        Workers.For(stored.Length, _threads, i => FlushFolder(attempt, stored[i], shards));
    }

    private StoreResult EstablishRoot() => directory.Root.Establish() == RootState.Cache
        ? new StoreResult(StoreOutcome.Stored)
        : new StoreResult(StoreOutcome.ForeignRoot, $"'{_settings.Root}' holds files that are not this cache's.");

    /// <summary>7. Names, to the device, once for all entries of the folder: what is reported as stored survives a power loss (H08).</summary>
    private void FlushFolder(int attempt, IGrouping<string, int> folder, OpenShards shards)
    {
        var flushed = Guarded(attempt, () =>
        {
            if (_settings.Fsync)
            {
                shards.Open(seals[folder.First()].Key).Flush();
            }

            return new StoreResult(StoreOutcome.Stored);
        });

        foreach (var i in folder)
        {
            _results[i] = flushed is not { Outcome: StoreOutcome.Stored } ? flushed : Guarded(attempt, () =>
            {
                directory.Reached(ProtocolStep.StoreFolderFlushed, seals[i].Key);
                return _results[i]!;
            });
        }
    }

    /// <returns>What became of it; null when it is to be tried again.</returns>
    private static StoreResult? Guarded(int attempt, Func<StoreResult> step)
    {
        try
        {
            return step();
        }
        catch (FileChangedException e)
        {
            return new StoreResult(StoreOutcome.Changed, e.Message);
        }
        catch (InvalidDataException e)
        {
            return new StoreResult(StoreOutcome.Invalid, e.Message);
        }
        catch (DirectoryNotFoundException) when (attempt < MaxAttempts)
        {
            // The folder was there a moment ago: it is made again.
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            return new StoreResult(StoreOutcome.NotWritable, e.Message);
        }
        catch (OutOfMemoryException e)
        {
            return new StoreResult(StoreOutcome.Failed, e.Message);
        }
        catch (IOException e)
        {
            return new StoreResult(IoError.IsReadOnlyFileSystem(e) ? StoreOutcome.NotWritable : StoreOutcome.Failed, e.Message);
        }
    }
}
