using System.Buffers;
using System.IO.Hashing;
using PdfTract.Cache.Platform;
using ZstdSharp;

namespace PdfTract.Cache.Entries;

/// <summary>Writes one output's body, raw or as one zstd frame, and takes both checksums on the way. Nothing is read twice.</summary>
internal sealed class BodyWriter(ZstdCodecs codecs, EntrySink destination)
{
    private readonly XxHash128 _rawChecksum = new();

    /// <param name="output">The file.</param>
    /// <param name="asItIs">Do not compress it.</param>
    /// <param name="cancellationToken">Ends the writing between two blocks.</param>
    /// <exception cref="FileChangedException">The file was written to meanwhile (H11).</exception>
    public EntryOutput Write(OutputFile output, bool asItIs, CancellationToken cancellationToken)
    {
        using var source = OpenFile.Existing(output.Path);
        var length = source.Stamp.Length;
        var start = destination.Length;
        var codec = asItIs || length <= EntryFormat.MaxRawLength ? BodyCodec.Raw : BodyCodec.Zstd;
        if (codec == BodyCodec.Raw)
        {
            Encode(source.Content, output.Path, length, (chunk, isLast) => Copy(chunk), cancellationToken);
        }
        else
        {
            codecs.WithCompressor(compressor =>
            {
                compressor.SetPledgedSrcSize((ulong)length);
                Encode(source.Content, output.Path, length, (chunk, isLast) => Compress(compressor, chunk, isLast), cancellationToken);
            });
        }

        destination.EndBody();
        return source.IsStill(output.Path)
            ? new EntryOutput(output.Kind, codec, length, destination.Length - start, Checksum128.Of(_rawChecksum))
            : throw new FileChangedException(output.Path);
    }

    private void Copy(ArraySegment<byte> chunk)
    {
        chunk.AsSpan().CopyTo(destination.Room(chunk.Count));
        destination.Advance(chunk.Count);
    }

    /// <summary>With room for all that may come out, zstd works from buffer to buffer, without its own in between.</summary>
    private void Compress(Compressor compressor, ArraySegment<byte> chunk, bool isLast)
    {
        ReadOnlySpan<byte> input = chunk;
        OperationStatus status;
        do
        {
            status = compressor.WrapStream(input, destination.Room(Compressor.GetCompressBound(input.Length)), out var consumed, out var written, isLast);
            if (status == OperationStatus.InvalidData)
            {
                throw new IOException("The output could not be compressed.");
            }

            destination.Advance(written);
            input = input.Slice(consumed);
        }
        while (status == OperationStatus.DestinationTooSmall);
    }

    /// <summary>Reads exactly <paramref name="length"/> bytes; fewer, or one more, means that somebody writes to the file.</summary>
    private void Encode(Stream source, string path, long length, Action<ArraySegment<byte>, bool> encode, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, EntrySink.BlockSize));
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
                    throw new FileChangedException(path);
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
}
