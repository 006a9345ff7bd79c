using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;
using ZstdSharp;

namespace PdfTract.Cache.Entries;

/// <summary>Turns one stored body back into the output's bytes and verifies them: length and checksum of what came out.</summary>
/// <remarks>
/// The entry's checksum was right before this begins, so a failure here means that the file was written to meanwhile, or
/// that somebody forged it. The raw length bounds what is written: a bomb ends at its first byte too many (H16).
/// </remarks>
internal sealed class BodyReader(ZstdCodecs codecs, EntryOutput output, Digest256? storedDigest, Stream destination)
{
    private readonly XxHash128 _rawChecksum = new();
    private long _rawLength;

    /// <param name="source">Stands at the body's first byte.</param>
    /// <param name="cancellationToken">Ends the reading between two buffers, of what is read or of what is written.</param>
    /// <exception cref="InvalidDataException">The body is not what the entry says of it.</exception>
    public void CopyFrom(Stream source, CancellationToken cancellationToken)
    {
        if (output.Codec == BodyCodec.Raw)
        {
            ForEachChunk(source, Emit, cancellationToken);
        }
        else
        {
            Decompress(source, cancellationToken);
        }

        if (_rawLength != output.RawLength || Checksum128.Of(_rawChecksum) != output.RawChecksum)
        {
            throw new InvalidDataException($"The output '{output.Kind}' does not have the length and checksum that the entry states.");
        }
    }

    private void Decompress(Stream source, CancellationToken cancellationToken)
    {
        var raw = ArrayPool<byte>.Shared.Rent(StreamReading.BlockSize);
        try
        {
            codecs.WithDecompressor(decompressor =>
            {
                ForEachChunk(source, (chunk, count) => DecompressChunk(decompressor, chunk.AsSpan(0, count), raw, cancellationToken), cancellationToken);
                decompressor.ResetStream();
            });
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
        }
    }

    private void DecompressChunk(Decompressor decompressor, ReadOnlySpan<byte> input, byte[] raw, CancellationToken cancellationToken)
    {
        OperationStatus status;
        do
        {
            // Here too: of zeros, one block of input holds gigabytes of output (H48).
            cancellationToken.ThrowIfCancellationRequested();
            status = decompressor.UnwrapStream(input, raw, out var consumed, out var written);
            if (status == OperationStatus.InvalidData)
            {
                throw new InvalidDataException($"The output '{output.Kind}' cannot be decompressed.");
            }

            Emit(raw, written);
            input = input.Slice(consumed);
        }
        while (status == OperationStatus.DestinationTooSmall);
    }

    private void ForEachChunk(Stream source, Action<byte[], int> decode, CancellationToken cancellationToken)
    {
        using var sha = storedDigest is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var read = source.ForEachBlock(
            output.StoredLength,
            (bytes, count) =>
            {
                sha?.AppendData(bytes, 0, count);
                decode(bytes, count);
            },
            cancellationToken);
        if (read < output.StoredLength)
        {
            throw new InvalidDataException("The entry became shorter while it was read.");
        }

        if (sha is not null && new Digest256(sha.GetHashAndReset()) != storedDigest)
        {
            throw new InvalidDataException("The entry was written to after its signature was checked.");
        }
    }

    private void Emit(byte[] bytes, int count)
    {
        _rawLength += count;
        if (_rawLength > output.RawLength)
        {
            throw new InvalidDataException($"The output '{output.Kind}' is longer than the entry states.");
        }

        _rawChecksum.Append(bytes.AsSpan(0, count));
        destination.Write(bytes, 0, count);
    }
}
