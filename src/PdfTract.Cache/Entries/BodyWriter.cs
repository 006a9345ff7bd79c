using System.Buffers;
using System.IO.Hashing;
using ZstdSharp;

namespace PdfTract.Cache;

/// <summary>Writes one output's body, raw or as one zstd frame, and takes both checksums on the way. Nothing is read twice.</summary>
internal sealed class BodyWriter(ZstdCodecs codecs, BodySink destination)
{
    private readonly XxHash128 _rawChecksum = new();
    private long _storedLength;

    /// <exception cref="FileChangedException">The file was written to meanwhile (H11).</exception>
    public EntryOutput Write(OutputFile output, CancellationToken cancellationToken)
    {
        var before = FileStamp.Of(output.Path);
        using var source = SharedFile.OpenRead(output.Path);
        var codec = before.Length <= EntryFormat.MaxRawLength ? BodyCodec.Raw : BodyCodec.Zstd;
        if (codec == BodyCodec.Raw)
        {
            Encode(source, before.Length, (chunk, isLast) => Store(chunk.Array!, chunk.Count), cancellationToken);
        }
        else
        {
            Compress(source, before.Length, cancellationToken);
        }

        destination.EndBody();
        if (FileStamp.Of(output.Path) != before)
        {
            throw new FileChangedException(output.Path);
        }

        return new EntryOutput(output.Kind, codec, before.Length, _storedLength, Checksum128.Of(_rawChecksum));
    }

    private void Compress(FileStream source, long length, CancellationToken cancellationToken)
    {
        var compressed = ArrayPool<byte>.Shared.Rent(StreamReading.BlockSize);
        try
        {
            codecs.WithCompressor(compressor =>
            {
                compressor.SetPledgedSrcSize((ulong)length);
                Encode(source, length, (chunk, isLast) => CompressChunk(compressor, chunk, isLast, compressed), cancellationToken);
            });
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(compressed);
        }
    }

    private void CompressChunk(Compressor compressor, ArraySegment<byte> chunk, bool isLast, byte[] compressed)
    {
        ReadOnlySpan<byte> input = chunk;
        OperationStatus status;
        do
        {
            status = compressor.WrapStream(input, compressed, out var consumed, out var written, isLast);
            if (status == OperationStatus.InvalidData)
            {
                throw new IOException("The output could not be compressed.");
            }

            Store(compressed, written);
            input = input.Slice(consumed);
        }
        while (status == OperationStatus.DestinationTooSmall);
    }

    /// <summary>Reads exactly <paramref name="length"/> bytes; fewer, or one more, means that somebody writes to the file.</summary>
    private void Encode(FileStream source, long length, Action<ArraySegment<byte>, bool> encode, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(StreamReading.BlockSize);
        try
        {
            var left = length;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = source.ReadUpTo(buffer, 0, (int)Math.Min(left, buffer.Length));
                left -= count;
                if (count == 0 && left > 0)
                {
                    throw new FileChangedException(source.Name);
                }

                _rawChecksum.Append(buffer.AsSpan(0, count));
                encode(new ArraySegment<byte>(buffer, 0, count), left == 0);
            }
            while (left > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Store(byte[] bytes, int count)
    {
        destination.Write(bytes, count);
        _storedLength += count;
    }
}
