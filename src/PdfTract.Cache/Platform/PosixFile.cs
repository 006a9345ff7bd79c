namespace PdfTract.Cache.Platform;

/// <summary>An open descriptor as a stream: reads and writes by position. No buffer of its own; not for several threads at once.</summary>
/// <remarks>
/// Writing ends before the process's limit for files (ulimit -f), with the error that the kernel would give: at the limit itself the kernel
/// sends a signal as well, and that one ends the process (H81).
/// </remarks>
internal sealed class PosixFile : Stream
{
    private const int Closed = -1, NoSpace = 28, TooLarge = 27;

    private readonly long _limit;
    private int _descriptor;
    private long _length;

    private PosixFile(int descriptor, long length, bool canWrite, string path)
    {
        _descriptor = descriptor;
        _length = length;
        CanWrite = canWrite;
        Path = path;
        _limit = canWrite ? Posix.FileSizeLimit() : 0;
    }

    /// <summary>For messages: what it was opened as.</summary>
    public string Path { get; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite { get; }

    /// <summary>As it was when the file was opened, and as far as it was written since.</summary>
    public override long Length => _length;

    public override long Position { get; set; }

    /// <summary>The stream owns the descriptor.</summary>
    public static PosixFile ToRead(int descriptor, long length, string path) => new(descriptor, length, canWrite: false, path);

    /// <summary>Of a new, empty file. The stream owns the descriptor.</summary>
    public static PosixFile ToWrite(int descriptor, string path) => new(descriptor, 0, canWrite: true, path);

    /// <summary>Null when it failed.</summary>
    public FileStatus? Status() => FileStatus.Of(_descriptor);

    /// <returns>errno; 0 for success.</returns>
    public int SetPermissions(int bits) => -Posix.SetPermissions(_descriptor, bits);

    /// <returns>errno; 0 for success.</returns>
    public int FlushToDevice() => DeviceFlush.OfDescriptor(_descriptor);

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

            if (read != -Posix.Interrupted)
            {
                throw new IOException(IoError.Describe(-read, $"read '{Path}'"), -read);
            }
        }
    }

    /// <exception cref="IOException">A full disk, a quota, a limit, or the device failed. Some of it may be written.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Position > _limit - count)
        {
            throw Failure(TooLarge);
        }

        var source = new ReadOnlySpan<byte>(buffer, offset, count);
        while (!source.IsEmpty)
        {
            var written = Posix.Write(_descriptor, source, Position);
            if (written == -Posix.Interrupted)
            {
                continue;
            }

            if (written <= 0)
            {
                throw Failure(written == 0 ? NoSpace : -written);
            }

            Position += written;
            source = source.Slice(written);
        }

        _length = Math.Max(_length, Position);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <exception cref="IOException">The device failed.</exception>
    public override void SetLength(long value)
    {
        var answer = Posix.Truncate(_descriptor, value);
        if (answer < 0)
        {
            throw Failure(-answer);
        }

        _length = value;
    }

    /// <exception cref="IOException">Of a file that was written: the file system reports only now that it could not keep it (H05).</exception>
    protected override void Dispose(bool disposing)
    {
        // Closing a number twice would close whatever file has it by then.
        var open = Interlocked.Exchange(ref _descriptor, Closed);
        var answer = open == Closed ? 0 : Posix.Close(open);
        base.Dispose(disposing);

        // Interrupted, it is closed all the same.
        if (disposing && CanWrite && answer < 0 && answer != -Posix.Interrupted)
        {
            throw Failure(-answer);
        }
    }

    private IOException Failure(int error) => new(IoError.Describe(error, $"write '{Path}'"), error);
}
