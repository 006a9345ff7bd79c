using System.Diagnostics.CodeAnalysis;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Runs calls that cannot be cancelled on a thread of its own. On cancellation the caller stops waiting at once, and the thread ends
/// with the call that it is in: PdfPig may be at one page for many seconds, and Ctrl+C must not (H48).
/// </summary>
/// <remarks>
/// For one caller, who waits for each call before he makes the next. What is called here writes no files, since it may go on for a while
/// when nobody wants its result any more.
/// </remarks>
internal sealed class AbandonableThread : IDisposable
{
    [SuppressMessage("Usage", "CA2213", Justification = "The thread may still be at work. A semaphore without a handle has nothing to free.")]
    private readonly SemaphoreSlim _begin = new(0);

    /// <summary>Null ends the thread.</summary>
    private Task? _call;

    public AbandonableThread(string name) => new Thread(Work) { IsBackground = true, Name = name }.Start();

    /// <returns>What the call returns; what it throws is thrown here.</returns>
    /// <exception cref="OperationCanceledException">Cancelled. The call may still be running, and there must be no other.</exception>
    public T Run<T>(Func<T> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var task = new Task<T>(call);
        _call = task;
        _begin.Release();
        Task.WaitAny([task], cancellationToken);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Lets the thread end, and does not wait for it.</summary>
    public void Dispose()
    {
        _call = null;
        _begin.Release();
    }

    private void Work()
    {
        for (_begin.Wait(); _call is { } call; _begin.Wait())
        {
            call.RunSynchronously(TaskScheduler.Default);
        }
    }
}
