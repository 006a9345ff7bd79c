using System.IO.Hashing;

namespace PdfTract.Cache.Fuzz;

/// <summary>Takes one output: counts and hashes it, and is full at some point, as a disk would be.</summary>
internal sealed class BoundedSink(long statedLength) : Stream
{
    /// <summary>Forged entries may honestly state gigabytes of zeros; what comes after this is no different.</summary>
    private const long Capacity = 4 * 1024 * 1024;

    private readonly XxHash128 _checksum = new();
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public Checksum128 Checksum => Checksum128.Of(_checksum);

    /// <exception cref="SinkFullException">The capacity is used up.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        _length += count;
        if (_length > statedLength)
        {
            throw new UnexpectedReadException($"{_length} bytes were written of an output of {statedLength}.");
        }

        if (_length > Capacity)
        {
            throw new SinkFullException();
        }

        _checksum.Append(buffer.AsSpan(offset, count));
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
