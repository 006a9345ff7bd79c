namespace PdfTract.Cache;

/// <summary>Reads an open descriptor by position. No buffer of its own; not for several threads at once.</summary>
internal sealed class DescriptorStream(int descriptor, long length, string path) : Stream
{
    private const int Closed = -1, Interrupted = 4;

    private int _descriptor = descriptor;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    /// <summary>As it was when the file was opened.</summary>
    public override long Length => length;

    public override long Position { get; set; }

    /// <exception cref="IOException">The device failed, or its server forgot the file (<see cref="IoError.IsStale"/>).</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var destination = buffer.AsSpan(offset, count);
        while (true)
        {
            var read = Posix.Read(_descriptor, destination, Position);
            if (read >= 0)
            {
                Position += read;
                return read;
            }

            if (read != -Interrupted)
            {
                throw new IOException(IoError.Describe(-read, $"read '{path}'"), -read);
            }
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // Closing a number twice would close whatever file has it by then.
        var open = Interlocked.Exchange(ref _descriptor, Closed);
        if (open != Closed)
        {
            _ = Posix.Close(open);
        }

        base.Dispose(disposing);
    }
}
