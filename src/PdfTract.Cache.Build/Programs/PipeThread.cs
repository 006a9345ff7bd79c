using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Programs;

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

    /// <summary>Reads to the end of a stream, whenever that is: who writes there must neither block on a full pipe nor break on a closed one.</summary>
    /// <param name="stream">What a program prints.</param>
    /// <param name="excerpt">Where it is kept. Asked for each piece, since a worker has another one for each document.</param>
    /// <param name="name">Of the thread.</param>
    /// <returns>Completes at the stream's end.</returns>
    public static Task Drain(StreamReader stream, Func<OutputExcerpt> excerpt, string name) => Start(
        () =>
        {
            var characters = new char[4096];
            try
            {
                using (stream)
                {
                    while (stream.Read(characters, 0, characters.Length) is var count and > 0)
                    {
                        excerpt().Add(characters, count);
                    }
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // What has come so far is kept.
            }
        },
        name);
}
