using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Claims;

/// <summary>
/// Does something again and again, in a thread of its own, until it is disposed of. Where the system has no more threads nothing is done: then
/// others wait less for this process, and nothing else happens (H79).
/// </summary>
/// <param name="interval">From one beat to the next.</param>
/// <param name="beat">Called by one thread at a time.</param>
internal sealed class Heartbeat(TimeSpan interval, Action beat) : IDisposable
{
    /// <summary>It calls a few functions of the system; a full stack may be more than there is.</summary>
    private const int StackBytes = 256 * 1024;

    private readonly object _gate = new();
    private bool _hasStarted;
    private bool _hasEnded;

    /// <summary>May be called any number of times.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_hasStarted || _hasEnded)
            {
                return;
            }

            _hasStarted = true;
            BackgroundThread.TryStart(Run, "PDF cache: heartbeat", StackBytes);
        }
    }

    /// <summary>Returns at once. A beat that has begun may still end after that.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        while (!HasEndedAfterInterval())
        {
            try
            {
                beat();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
            {
                // The next one may do better.
            }
        }
    }

    private bool HasEndedAfterInterval()
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                Monitor.Wait(_gate, interval);
            }

            return _hasEnded;
        }
    }
}
