namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// The lines of standard input. One thread reads them all the time, because that is how the end of the input is noticed while a
/// document is being extracted; another one takes them.
/// </summary>
internal sealed class RequestLines(Stream input)
{
    /// <summary>In bytes. A request holds some paths and secrets: nothing that is meant to be one comes near.</summary>
    private const int LongestLine = 1024 * 1024;

    private readonly object _lock = new();
    private readonly Queue<byte[]> _lines = new();

    /// <summary>Reads until the input ends.</summary>
    /// <returns>False when a line is too long to be a request.</returns>
    public bool ReadAll()
    {
        var buffer = new byte[4096];
        var filled = 0;
        while (true)
        {
            var count = input.Read(buffer, filled, buffer.Length - filled);
            if (count <= 0)
            {
                return true;
            }

            filled = KeepRest(buffer, filled, count);
            if (filled > LongestLine)
            {
                Console.Error.WriteLine($"A request has more than {LongestLine} bytes.");
                return false;
            }

            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    /// <summary>Waits for the next line; its line feed is left out.</summary>
    public byte[] Take()
    {
        lock (_lock)
        {
            while (_lines.Count == 0)
            {
                Monitor.Wait(_lock);
            }

            return _lines.Dequeue();
        }
    }

    /// <summary>Hands over the whole lines, and moves the beginning of the next one to the front.</summary>
    /// <returns>How much there is of that one.</returns>
    private int KeepRest(byte[] buffer, int filled, int count)
    {
        var (start, end) = (0, filled + count);
        for (var looked = filled; buffer.AsSpan(looked, end - looked).IndexOf((byte)'\n') is >= 0 and var length; looked = start)
        {
            Hand(buffer.AsSpan(start, looked + length - start).ToArray());
            start = looked + length + 1;
        }

        Array.Copy(buffer, start, buffer, 0, end - start);
        return end - start;
    }

    private void Hand(byte[] line)
    {
        lock (_lock)
        {
            _lines.Enqueue(line);
            Monitor.Pulse(_lock);
        }
    }
}
