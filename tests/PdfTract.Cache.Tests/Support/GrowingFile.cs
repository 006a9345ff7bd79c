namespace PdfTract.Cache.Tests;

/// <summary>Somebody who appends to a file, byte by byte, from before the constructor returns until the end.</summary>
internal sealed class GrowingFile : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writer;

    public GrowingFile(string path)
    {
        var begun = new TaskCompletionSource();
        _writer = Task.Run(() =>
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            while (!_stop.IsCancellationRequested)
            {
                file.WriteByte(1);
                begun.TrySetResult();
            }
        });

        // Or the writer failed: then that.
        Task.WhenAny(begun.Task, _writer).Unwrap().GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _writer.Wait();
        _stop.Dispose();
    }
}
