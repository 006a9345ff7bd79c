using System.Collections.Concurrent;
using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Sessions;
using PdfTract.Cache.Settings;
using PdfTract.Cache.Stores;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>
/// The cache in the middle of an extraction: tells which document is to be extracted next, and stores each result while others are
/// extracted, so that those who miss the same documents at the same time find it. Lives from the restore to the store: the tasks hand its
/// name from one to the next. All members may be called from any thread at once.
/// </summary>
/// <param name="settings">Of the restore; not read-only.</param>
/// <param name="keys">Of the restore. What the secrets are is read anew for each store, as a store of all would.</param>
/// <param name="toolVersion">As entries record it.</param>
/// <param name="budget">Of all sessions of the build in this process.</param>
internal sealed class ExtractionSession(CacheSettings settings, DocumentKeys keys, string toolVersion, WaitBudget budget) : IDisposable
{
    private const string NameStart = "session ";

    private static readonly TimeSpan PatienceAfterCancel = TimeSpan.FromSeconds(1);

    private readonly ExtractionCache _cache = new(settings);
    private readonly ConcurrentBag<(ExtractionQueue Documents, StoreQueue<Extracted> Stores)> _queues = [];
    private readonly ConcurrentQueue<DocumentLookup> _lookups = new();
    private readonly ConcurrentQueue<(PlannedDocument Document, StoreResult? Result)> _stores = new();
    private readonly ConcurrentQueue<Exception> _defects = new();
    private volatile bool _isCancelled;

    /// <summary>What was found stored since the restore; also what was found damaged then.</summary>
    public IReadOnlyCollection<DocumentLookup> Lookups => _lookups;

    /// <summary>What was tried to store; each document at most once. Null: it has no key, or see <see cref="Defects"/>.</summary>
    public IReadOnlyCollection<(PlannedDocument Document, StoreResult? Result)> Stores => _stores;

    /// <param name="engine">Disposes of what nobody took when the build ends.</param>
    /// <param name="session">Is found by the tasks that come next, if they run in this process.</param>
    /// <returns>Its name; empty when the engine does not say when the build ends.</returns>
    public static string Leave(IBuildEngine engine, ExtractionSession session)
    {
        if (engine is not IBuildEngine4 keeper)
        {
            return "";
        }

        var name = NameStart + Guid.NewGuid().ToString("N");
        ProcessObjects.Leave(keeper, name, session);
        return name;
    }

    /// <returns>Null when there is none: without a cache, or in another process.</returns>
    public static ExtractionSession? Find(string name) => ProcessObjects.Find(name) as ExtractionSession;

    /// <returns>The session, which nobody finds any more; null when there is none.</returns>
    public static ExtractionSession? Take(IBuildEngine engine, string name) =>
        engine is IBuildEngine4 keeper ? ProcessObjects.Take(keeper, name) as ExtractionSession : null;

    /// <summary>Errors of this package's own in the thread that stores: nothing that the cache's state can cause.</summary>
    public IReadOnlyCollection<Exception> Defects => _defects;

    /// <summary>Returns when everything that was extracted is stored, or will not be.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: <see cref="Dispose"/> then waits for no flush either.</exception>
    public void Complete(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (_, stores) in _queues)
            {
                stores.Wait(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            _isCancelled = true;
            throw;
        }
    }

    /// <summary>Gives up what was claimed. MSBuild calls this at the end of a build that did not come to its store.</summary>
    public void Dispose()
    {
        var isStored = TryComplete();
        foreach (var (documents, _) in _queues)
        {
            documents.Dispose();
        }

        // A flush that hangs in the system still needs the folder. It ends with the process.
        if (isStored)
        {
            _cache.Dispose();
        }
    }

    /// <returns>Whether nothing is being stored any more. A build that was cancelled waits for that only briefly: a device may take minutes for a flush.</returns>
    private bool TryComplete()
    {
        using var patience = new CancellationTokenSource();
        if (_isCancelled)
        {
            patience.CancelAfter(PatienceAfterCancel);
        }

        try
        {
            Complete(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Begins to hand out documents.</summary>
    /// <param name="documents">What is to be extracted, with the keys of the restore.</param>
    /// <param name="setIdle">Told when a thread has nothing to do for a while (true), and when it has again (false).</param>
    /// <param name="help">See <see cref="ExtractionQueue"/>.</param>
    /// <param name="cancellationToken">The task's.</param>
    /// <returns>
    /// Two functions that any number of threads may call. The first gives the index of the next document to extract, or null, and may wait for other
    /// builds before that; the second is told an index and how many milliseconds its extraction took, or null when it failed.
    /// </returns>
    public (Func<int?> Take, Action<int, long?> End) Open(
        IReadOnlyList<PlannedDocument> documents, Action<bool> setIdle, Action help, CancellationToken cancellationToken)
    {
        var documentKeys = documents.Select(document => CacheKey.TryParse(document.Metadata(ItemMetadata.CacheKey), out var key) ? key : (CacheKey?)null).ToArray();
        ExtractionQueue queue = null!;
        var stores = new StoreQueue<Extracted>(extracted => Store(extracted, queue, cancellationToken));
        queue = new ExtractionQueue(
            _cache.OpenClaims(),
            documentKeys,
            (i, token) => TryRestore(documents[i], documentKeys[i]!.Value, token),
            (pause, token) => budget.TryPause(settings, pause, token),
            () => stores.Wait(cancellationToken),
            setIdle,
            help);
        _queues.Add((queue, stores));
        cancellationToken.Register(() => _isCancelled = true);
        return (() => queue.TryTake(cancellationToken), End);

        void End(int i, long? milliseconds)
        {
            if (milliseconds is { } elapsed)
            {
                stores.Add(new Extracted(i, documents[i], elapsed));
            }
            else
            {
                queue.Release(i);
            }
        }
    }

    private bool TryRestore(PlannedDocument document, CacheKey key, CancellationToken cancellationToken)
    {
        var result = _cache.Restore(key, document.OutputFiles(), cancellationToken);

        // Other misses have been told of by the restore. What cannot be written is an error, and no reason to extract.
        var isDone = result.IsHit || result.Reason == MissReason.OutputNotWritable;
        if (isDone || result.CorruptRemoved)
        {
            _lookups.Enqueue(new DocumentLookup(document, key, result, null));
        }

        return isDone;
    }

    /// <summary>In a thread that has nobody to throw to.</summary>
    private void Store(IReadOnlyList<Extracted> extracted, ExtractionQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            // A secret that is gone by now is no error: the outputs are there.
            var documents = extracted.Select(one => one.Document).ToArray();
            var secrets = DocumentSecrets.Read(documents, (_, _, _) => { });
            var storer = new DocumentStorer(_cache, keys.With(secrets), secrets, toolVersion);
            var results = storer.StoreAll(documents, [.. extracted.Select(one => one.Milliseconds)], cores: 1, cancellationToken);
            for (var i = 0; i < results.Length; i++)
            {
                _stores.Enqueue((documents[i], results[i]));
            }
        }
        catch (OperationCanceledException)
        {
            // The build ends. What has its name by now keeps it.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            foreach (var one in extracted)
            {
                _stores.Enqueue((one.Document, new StoreResult(StoreOutcome.Failed, e.Message)));
            }
        }
        catch (Exception e)
        {
            _defects.Enqueue(e);
            foreach (var one in extracted)
            {
                _stores.Enqueue((one.Document, null));
            }
        }
        finally
        {
            foreach (var one in extracted)
            {
                queue.Release(one.Index);
            }
        }
    }

    private sealed record Extracted(int Index, PlannedDocument Document, long Milliseconds);
}
