using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>
/// Stores in a thread of its own, so that nobody who extracts waits for the disk meanwhile. What comes while it stores is stored together
/// next: many flushes take little longer than one. Any number of threads may use it at once.
/// </summary>
/// <param name="storeAll">Stores some of what was added, in its order. One call at a time; must not throw.</param>
/// <param name="startThread">Runs something in a thread, or gives null.</param>
internal sealed class StoreQueue<T>(Action<IReadOnlyList<T>> storeAll, Func<Action, Thread?> startThread)
{
    public StoreQueue(Action<IReadOnlyList<T>> storeAll)
        : this(storeAll, run => BackgroundThread.TryStart(run, "PDF cache: store"))
    {
    }

    private readonly object _gate = new();
    private List<T> _waiting = [];
    private bool _isStoring;

    /// <summary>Returns at once, where the system has a thread to store in; otherwise when it is stored.</summary>
    public void Add(T item)
    {
        lock (_gate)
        {
            _waiting.Add(item);
            if (_isStoring)
            {
                return;
            }

            _isStoring = true;
        }

        if (startThread(Run) is null)
        {
            // No thread is to be had: the one that extracts stores as well (H79).
            Run();
        }
    }

    /// <summary>Returns when nothing is left to store.</summary>
    /// <exception cref="OperationCanceledException">Cancelled. A flush that hangs in the system is still going on.</exception>
    public void Wait(CancellationToken cancellationToken)
    {
        using var awake = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        });
        lock (_gate)
        {
            while (_isStoring)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
        }
    }

    private void Run()
    {
        while (Next() is { } items)
        {
            storeAll(items);
        }
    }

    private List<T>? Next()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isStoring = false;
                Monitor.PulseAll(_gate);
                return null;
            }

            var items = _waiting;
            _waiting = [];
            return items;
        }
    }
}
