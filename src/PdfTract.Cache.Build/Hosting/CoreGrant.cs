using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build.Hosting;

/// <summary>
/// The cores that MSBuild granted to one task. A thread that waits for another process gives its core back meanwhile. All members may be called
/// from any thread at once, and none of them waits for MSBuild.
/// </summary>
/// <remarks>
/// The request of a task that holds no core never blocks: MSBuild grants the core that the task runs on. Every further request waits until
/// another task gives one back, which may take as long as that task, and cannot be cancelled. So there is no further request: a thread that goes on while
/// the task still holds a core goes on without one of its own. That is one thread too many where another process has died in the middle of its work.
/// </remarks>
internal sealed class CoreGrant : IDisposable
{
    private readonly object _gate = new();
    private IBuildEngine9? _engine;
    private int _held;
    private int _busy;

    /// <param name="engine">Grants the cores.</param>
    /// <param name="wanted">How many; one at least.</param>
    public CoreGrant(IBuildEngine engine, int wanted)
    {
        _engine = engine as IBuildEngine9;
        Request(wanted);
        Count = _busy = Math.Max(1, _held);
    }

    /// <summary>How many threads may be busy: one at least.</summary>
    public int Count { get; }

    /// <summary>A thread that was busy waits from now on, or has ended (true); or one that waited goes on (false).</summary>
    public void SetIdle(bool isIdle)
    {
        lock (_gate)
        {
            _busy += isIdle ? -1 : 1;
            if (isIdle)
            {
                Release(_held - _busy);
            }
            else if (_held == 0)
            {
                Request(1);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Release(_held);
        }
    }

    private void Request(int wanted)
    {
        try
        {
            _held = _engine?.RequestCores(wanted) ?? 0;
        }
        catch (NotImplementedException)
        {
            // In a task host, where there is nothing to share: every task has a process of its own.
            _engine = null;
        }
    }

    private void Release(int count)
    {
        if (count > 0)
        {
            _engine?.ReleaseCores(count);
            _held -= count;
        }
    }
}
