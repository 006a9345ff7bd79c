namespace PdfTract.Cache.Platform;

/// <summary>A thread that keeps no process alive. The system may have none left: then its work is done otherwise, or not at all (H79).</summary>
internal static class BackgroundThread
{
    /// <param name="run">Must not throw: nothing would catch it.</param>
    /// <param name="name">For debuggers and dumps.</param>
    /// <param name="stackBytes">0 for what the system gives.</param>
    /// <returns>Null when there is no thread for it.</returns>
    public static Thread? TryStart(Action run, string name, int stackBytes = 0)
    {
        try
        {
            var thread = new Thread(() => run(), stackBytes) { IsBackground = true, Name = name };
            thread.Start();
            return thread;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            return null;
        }
    }
}
