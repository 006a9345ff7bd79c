namespace PdfTract.Cache.Outputs;

/// <summary>Writes into a buffer, which grows to twice its length at a time.</summary>
internal sealed class BufferStream(OutputBuffer buffer) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => buffer.Bytes.Length;

    public override long Position { get => Length; set => throw new NotSupportedException(); }

    public override void Write(byte[] source, int offset, int count)
    {
        var length = buffer.Bytes.Length;
        source.AsSpan(offset, count).CopyTo(buffer.SetLength(length + count).Slice(length));
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] destination, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
