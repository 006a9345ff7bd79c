using System.Buffers;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Entries;

/// <summary>
/// Whether a file holds the very bytes of a stored output: they are compared, since a checksum that is fast enough to be used instead can be
/// made equal on purpose (H74).
/// </summary>
internal static class OutputComparison
{
    /// <summary>Whether what was opened holds exactly these bytes.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool Holds(OpenFile file, ReadOnlySpan<byte> bytes)
    {
        if (file.Stamp.Length != bytes.Length || file.Content == Stream.Null)
        {
            return false;
        }

        var block = ArrayPool<byte>.Shared.Rent(Math.Max(1, Math.Min(bytes.Length, StreamReading.BlockSize)));
        try
        {
            while (!bytes.IsEmpty)
            {
                var count = file.Content.ReadUpTo(block, 0, Math.Min(bytes.Length, block.Length));
                if (count == 0 || !bytes.Slice(0, count).SequenceEqual(block.AsSpan(0, count)))
                {
                    return false;
                }

                bytes = bytes.Slice(count);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>The same for a stored output of any length: it is decoded block by block, and no further than to the first difference.</summary>
    /// <exception cref="InvalidDataException">The entry was written to since it was opened, or was forged.</exception>
    /// <exception cref="IOException">One of the two cannot be read.</exception>
    public static bool Holds(OpenFile file, EntryReader entry, EntryOutput stored, ZstdCodecs codecs, CancellationToken cancellationToken)
    {
        if (file.Stamp.Length != stored.RawLength || (file.Content == Stream.Null && stored.RawLength > 0))
        {
            return false;
        }

        try
        {
            using var comparing = new ComparingStream(file);
            entry.CopyTo(stored, comparing, codecs, cancellationToken);
            return true;
        }
        catch (DifferentBytesException)
        {
            return false;
        }
    }

#pragma warning disable CA1064 // It never leaves this class.
    private sealed class DifferentBytesException : Exception;
#pragma warning restore CA1064

    /// <summary>Takes what a decoder writes, and compares it with the next bytes of a file.</summary>
    private sealed class ComparingStream(OpenFile file) : Stream
    {
        private readonly byte[] _block = ArrayPool<byte>.Shared.Rent(StreamReading.BlockSize);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count)
        {
            for (var end = offset + count; offset < end;)
            {
                var read = file.Content.ReadUpTo(_block, 0, Math.Min(end - offset, _block.Length));
                if (read == 0 || !_block.AsSpan(0, read).SequenceEqual(buffer.AsSpan(offset, read)))
                {
                    throw new DifferentBytesException();
                }

                offset += read;
            }
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            ArrayPool<byte>.Shared.Return(_block);
            base.Dispose(disposing);
        }
    }
}
