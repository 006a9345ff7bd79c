using System.Globalization;
using PdfTract.Cache.Build.Programs;

namespace PdfTract.Cache.Build.Workers;

/// <summary>
/// The workers of this process and build, shared by all its projects: one that is idle is asked again, whichever project needs it. There are never more
/// that work than threads that ask; of those that are idle, as many stay as the machine has cores. All members may be called from any thread at once.
/// </summary>
internal sealed class WorkerPool(ProgramSupervision supervision) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<(string Command, WorkerProcess Worker)> _idle = [];
    private bool _isDisposed;

    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">No worker is idle, and none can be started.</exception>
    public WorkerProcess Take(ProgramStart start, CancellationToken cancellationToken)
    {
        while (TryTakeIdle(CommandOf(start)) is { } idle)
        {
            if (idle.IsReady)
            {
                return idle;
            }

            idle.Dispose();
        }

        return WorkerProcess.Start(start, supervision, cancellationToken);
    }

    /// <summary>The worker is asked no more for now.</summary>
    public void Return(ProgramStart start, WorkerProcess worker)
    {
        List<WorkerProcess> surplus = [];
        lock (_gate)
        {
            if (_isDisposed || !worker.IsReady)
            {
                surplus.Add(worker);
            }
            else
            {
                _idle.Add((CommandOf(start), worker));
                if (_idle.Count > Environment.ProcessorCount)
                {
                    surplus.Add(_idle[0].Worker);
                    _idle.RemoveAt(0);
                }
            }
        }

        surplus.ForEach(one => one.Dispose());
    }

    /// <summary>Ends all that are idle, and from now on each when it is returned.</summary>
    public void Dispose()
    {
        List<(string Command, WorkerProcess Worker)> idle;
        lock (_gate)
        {
            _isDisposed = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        idle.ForEach(one => one.Worker.Dispose());
    }

    private WorkerProcess? TryTakeIdle(string command)
    {
        lock (_gate)
        {
            // The last one that worked has most of what it needs in the processor's caches.
            var i = _idle.FindLastIndex(one => one.Command == command);
            if (i < 0)
            {
                return null;
            }

            var worker = _idle[i].Worker;
            _idle.RemoveAt(i);
            return worker;
        }
    }

    private static string CommandOf(ProgramStart start) =>
        string.Join("\0", [start.Program, start.Folder, start.MaxMemory?.ToString(CultureInfo.InvariantCulture) ?? "", .. start.Arguments]);
}
