namespace PdfTract.Cache.Build;

/// <summary>A thread that reads a pipe for as long as a program lives. Where the system has no thread for it, one of the pool's does (H79).</summary>
internal static class PipeThread
{
    /// <summary>It calls little.</summary>
    private const int StackBytes = 256 * 1024;

    /// <param name="read">Must not throw.</param>
    /// <param name="name">For debuggers and dumps.</param>
    /// <returns>Completes when the reading has ended.</returns>
    public static Task Start(Action read, string name)
    {
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Run()
        {
            try
            {
                read();
            }
            finally
            {
                ended.SetResult(true);
            }
        }

        if (BackgroundThread.TryStart(Run, name, StackBytes) is null)
        {
            Task.Run(Run);
        }

        return ended.Task;
    }
}
