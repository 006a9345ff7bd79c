namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Work that cannot be cancelled where it is: PdfPig may be at one page for many seconds, and Ctrl+C must not (H48). On cancellation
/// whoever waits for it stops waiting at once; the work goes on in its own thread up to its next step, and ends there.
/// </summary>
/// <remarks>
/// All that anybody else could notice is done in steps. Between two of them nothing but memory is touched, so that what is left behind
/// by <see cref="Run"/> can be removed when it has thrown. Handing each page from thread to thread instead was slower by some per cent.
/// </remarks>
internal sealed class AbandonableWork
{
    private readonly object _step = new();
    private bool _isAbandoned;

    /// <returns>What the work returns; what it throws is thrown here.</returns>
    /// <exception cref="OperationCanceledException">Cancelled. The work may still be running, and no step of it ever will again.</exception>
    public T Run<T>(Func<T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            Task.WaitAny([task], cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_step)
            {
                _isAbandoned = true;
            }

            throw;
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>For the work: does something that outlives it.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for the work any more; nothing was done.</exception>
    public void Step(Action step)
    {
        lock (_step)
        {
            if (_isAbandoned)
            {
                throw new OperationCanceledException();
            }

            step();
        }
    }
}
