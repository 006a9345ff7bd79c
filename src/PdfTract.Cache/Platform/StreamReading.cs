using System.Buffers;
using System.IO.Hashing;

namespace PdfTract.Cache.Platform;

/// <summary>Reading that goes on until it has what was asked for: a stream may return less at any time.</summary>
internal static class StreamReading
{
    /// <summary>The unit of reading. Files of any size take this much memory (H17).</summary>
    public const int BlockSize = 128 * 1024;

    /// <returns>The number of bytes read: less than <paramref name="count"/> only at the end of the stream.</returns>
    public static int ReadUpTo(this Stream stream, byte[] buffer, int offset, int count)
    {
        var total = 0;
        while (total < count)
        {
            var read = stream.Read(buffer, offset + total, count - total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    /// <summary>Hands the next <paramref name="length"/> bytes on, one pooled block after another; or all there are.</summary>
    /// <param name="stream">Stands at the first byte.</param>
    /// <param name="length">How many bytes; <see cref="long.MaxValue"/> for all to the end.</param>
    /// <param name="use">Gets a buffer and how many bytes of it count. The buffer is used again for the next block.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    /// <returns>How many bytes were read: less than <paramref name="length"/> only at the end of the stream.</returns>
    public static long ForEachBlock(this Stream stream, long length, Action<byte[], int> use, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            var total = 0L;
            while (total < length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = stream.ReadUpTo(buffer, 0, (int)Math.Min(length - total, BlockSize));
                if (read == 0)
                {
                    break;
                }

                total += read;
                use(buffer, read);
            }

            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Hashes the next <paramref name="length"/> bytes, or all there are.</summary>
    public static void AppendTo(this Stream stream, XxHash128 checksum, long length, CancellationToken cancellationToken) =>
        stream.ForEachBlock(length, (bytes, count) => checksum.Append(bytes.AsSpan(0, count)), cancellationToken);
}
