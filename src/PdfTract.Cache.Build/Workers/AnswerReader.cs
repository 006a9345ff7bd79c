using PdfTract.Cache.Build.Programs;

namespace PdfTract.Cache.Build.Workers;

/// <summary>
/// Reads a worker's standard output line by line, in a thread of its own: .NET reads a pipe in a thread of the pool that waits there, and each worker
/// would keep one from others. What a worker prints takes no more memory than some lines may. One thread asks at a time.
/// </summary>
internal sealed class AnswerReader
{
    /// <summary>Of one line. What a worker has to say at such length belongs into its outputs.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Lines that nobody has asked for yet; then the worker has to wait.</summary>
    private const int MostWaiting = 16;

    private readonly object _gate = new();
    private readonly Queue<byte[]> _lines = new();
    private readonly Stream _stream;
    private TaskCompletionSource<byte[]?>? _asked;
    private bool _hasEnded;
    private bool _isStopped;

    public AnswerReader(Stream stream)
    {
        _stream = stream;
        PipeThread.Start(ReadAll, "PDF worker: answers");
    }

    /// <summary>A line that is longer than <see cref="MaxBytes"/>. Nothing is read after it.</summary>
    public static byte[] TooLong { get; } = [];

    /// <returns>The next line without its end; null when there is none any more.</returns>
    public Task<byte[]?> Next()
    {
        lock (_gate)
        {
            if (_lines.Count > 0)
            {
                Monitor.PulseAll(_gate);
                return Task.FromResult<byte[]?>(_lines.Dequeue());
            }

            if (_hasEnded)
            {
                return Task.FromResult<byte[]?>(null);
            }

            _asked = new TaskCompletionSource<byte[]?>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _asked.Task;
        }
    }

    /// <summary>Nobody asks any more: what comes is thrown away.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void ReadAll()
    {
        try
        {
            var chunk = new byte[4096];
            var line = new MemoryStream();
            while (_stream.Read(chunk, 0, chunk.Length) is var count and > 0)
            {
                for (var start = 0; start < count;)
                {
                    var end = Array.IndexOf(chunk, (byte)'\n', start, count - start);
                    line.Write(chunk, start, (end < 0 ? count : end) - start);
                    if (line.Length > MaxBytes)
                    {
                        Hand(TooLong);
                        return;
                    }

                    if (end < 0)
                    {
                        break;
                    }

                    Hand(line.ToArray());
                    line.SetLength(0);
                    start = end + 1;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It has ended.
        }
        finally
        {
            End();
        }
    }

    private void Hand(byte[] line)
    {
        lock (_gate)
        {
            while (_lines.Count >= MostWaiting && !_isStopped)
            {
                Monitor.Wait(_gate);
            }

            if (_asked is { } asked)
            {
                _asked = null;
                asked.SetResult(line);
            }
            else if (!_isStopped)
            {
                _lines.Enqueue(line);
            }
        }
    }

    private void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _asked?.SetResult(null);
            _asked = null;
        }
    }
}
