using System.Buffers;
using System.IO.Hashing;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Entries;

/// <summary>A verified entry. Not safe for several threads at once; any number of readers may read one file.</summary>
/// <remarks>
/// Invariants: length and checksum are checked over the stored bytes before anything is decompressed; what the entry says of itself is compared
/// with the full key that was asked for; with a signing key, nothing is decompressed that was not signed with it. An entry of up to
/// <see cref="EntryFormat.MaxWholeLength"/> is read once, whole, and the file closed: what is decompressed are the very bytes
/// that were checked. Of a longer one only the head is held, and its bodies are read twice. Reading them takes time, so all that the head alone
/// can tell comes first: an impossible length, lengths that do not add up, another key, a wrong signature (H75).
/// </remarks>
internal sealed class EntryReader : IDisposable
{
    private readonly int _count;
    private readonly int _bodiesStart;
    private readonly Stream? _file;
    private readonly EntrySignature? _signature;
    private byte[]? _bytes;

    /// <param name="bytes">Pooled: all of the entry, or its head.</param>
    /// <param name="count">How many of them count.</param>
    /// <param name="file">Where the rest is; null when there is none.</param>
    /// <param name="metadata">What the entry says of itself.</param>
    /// <param name="bodiesStart">The offset of its first body.</param>
    /// <param name="signature">Null when nobody asked for one.</param>
    private EntryReader(byte[] bytes, int count, Stream? file, EntryMetadata metadata, int bodiesStart, EntrySignature? signature)
    {
        _bytes = bytes;
        _count = count;
        _file = file;
        _bodiesStart = bodiesStart;
        _signature = signature;
        Metadata = metadata;
    }

    public EntryMetadata Metadata { get; }

    /// <summary>When the file was written or touched last, as of its opening.</summary>
    public DateTime ModifiedUtc { get; private set; }

    private byte[] Bytes => _bytes ?? throw new ObjectDisposedException(nameof(EntryReader));

    /// <summary>Opens and verifies the whole entry.</summary>
    /// <param name="open">Opens its file.</param>
    /// <param name="key">The full key that the entry must have.</param>
    /// <param name="kinds">The output kinds that it must have. It may have more.</param>
    /// <param name="settings">The key that it must be signed with, and how long it can be at most.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    /// <returns>The entry, or why it is a miss. Throws nothing that the file's state can cause.</returns>
    public static EntryLookup Open(
        Func<OpenFile?> open, CacheKey key, IReadOnlyCollection<string> kinds, CacheSettings settings, CancellationToken cancellationToken)
    {
        OpenFile? opened = null;
        try
        {
            opened = open();
            if (opened is not { } file)
            {
                return EntryLookup.Miss(MissReason.Absent);
            }

            if (file.Stamp.Length == 0 || file.Content == Stream.Null)
            {
                // A crash before the data; a pipe or a device.
                return EntryLookup.Miss(MissReason.Corrupt, "It is empty.");
            }

            var lookup = Read(file.Content, key, kinds, settings.SigningKey, cancellationToken, settings.MaxSize);
            if (lookup.Reader is { } reader)
            {
                reader.ModifiedUtc = file.Stamp.ModifiedUtc;
                opened = reader._file is null ? opened : null;
            }

            return lookup;
        }
        catch (Exception e) when (IoError.IsGone(e))
        {
            return EntryLookup.Miss(MissReason.Absent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return EntryLookup.Miss(MissReason.Unreadable, e.Message);
        }
        finally
        {
            opened?.Dispose();
        }
    }

    /// <summary>What an entry says of itself, without its outputs being read: nothing of it is verified.</summary>
    /// <param name="open">Opens its file.</param>
    /// <returns>Null when it cannot be read, is damaged as far as that can be seen, or has another format.</returns>
    public static EntryMetadata? ReadMetadata(Func<OpenFile?> open)
    {
        try
        {
            using var opened = open();
            if (opened is not { } file)
            {
                return null;
            }

            var bytes = new byte[(int)Math.Min(file.Stamp.Length, EntryPrefix.Length + EntryFormat.MaxMetadataLength)];
            var head = bytes.AsSpan(0, file.Content.ReadUpTo(bytes, 0, bytes.Length));
            return EntryPrefix.TryRead(head, out var prefix)
                && prefix is { Version: EntryFormat.Version, Flags: 0 }
                && prefix.TotalLength == file.Stamp.Length
                && head.Length - EntryPrefix.Length >= prefix.MetadataLength
                && MetadataBlock.TryParse(head.Slice(EntryPrefix.Length, prefix.MetadataLength), out var block)
                && EntryMetadataCodec.TryRead(block.Statement, file.Stamp.Length - EntryPrefix.Length - prefix.MetadataLength, out var metadata)
                    ? metadata
                    : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Verifies the whole entry that a stream holds.</summary>
    /// <param name="file">Seekable, at its beginning. It belongs to the caller, unless the entry is longer than <see cref="EntryFormat.MaxWholeLength"/> and a reader is returned.</param>
    /// <param name="key">The full key that the entry must have.</param>
    /// <param name="kinds">The output kinds that it must have. It may have more.</param>
    /// <param name="signingKey">The key that it must be signed with; null for any entry.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    /// <param name="maxLength">A longer entry cannot be; null for the format's own limit.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static EntryLookup Read(
        Stream file,
        CacheKey key,
        IReadOnlyCollection<string> kinds,
        SigningKey? signingKey,
        CancellationToken cancellationToken,
        long? maxLength = null)
    {
        var length = file.Length;
        if (length > Math.Min(maxLength ?? long.MaxValue, EntryFormat.MaxLength))
        {
            return EntryLookup.Miss(MissReason.Corrupt, $"It has {length} bytes, more than the whole cache may have.");
        }

        var held = length <= EntryFormat.MaxWholeLength ? (int)length : EntryPrefix.Length + EntryFormat.MaxMetadataLength;
        var bytes = ArrayPool<byte>.Shared.Rent(held);
        var lookup = default(EntryLookup);
        try
        {
            var count = file.ReadUpTo(bytes, 0, held);
            return lookup = Verify(bytes, count, file, length, key, kinds, signingKey, cancellationToken);
        }
        finally
        {
            if (lookup.Reader is null)
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }

    /// <summary>Whether an output can be had in one piece, by <see cref="Decode"/>. What it then costs is bounded: see <see cref="EntryFormat.MaxWholeLength"/>.</summary>
    public bool IsSmall(EntryOutput output) =>
        _file is null
        && output.RawLength <= EntryFormat.MaxWholeLength
        && (output.Codec == BodyCodec.Raw || ZstdFrame.HasAllowedWindow(BodyOf(output)));

    /// <summary>Puts a small output's bytes into <paramref name="destination"/>, verified once more as they come out of the codec.</summary>
    /// <param name="output">One for which <see cref="IsSmall"/> is true.</param>
    /// <param name="destination">As long as the output.</param>
    /// <param name="codecs">To decompress with.</param>
    /// <exception cref="InvalidDataException">The entry was forged.</exception>
    public void Decode(EntryOutput output, Span<byte> destination, ZstdCodecs codecs)
    {
        var body = BodyOf(output);
        if (output.Codec == BodyCodec.Raw)
        {
            body.CopyTo(destination);
        }
        else if (codecs.TryDecompress(body, destination) != destination.Length)
        {
            throw new InvalidDataException($"The output '{output.Kind}' cannot be decompressed, or is longer than the entry states.");
        }

        if (Checksum128.Of(destination) != output.RawChecksum)
        {
            throw new InvalidDataException($"The output '{output.Kind}' does not have the checksum that the entry states.");
        }
    }

    /// <summary>Writes one output's bytes, of any length, block by block, verified once more as they come out of the codec.</summary>
    /// <exception cref="InvalidDataException">The file was written to since it was opened, or was forged.</exception>
    public void CopyTo(EntryOutput output, Stream destination, ZstdCodecs codecs, CancellationToken cancellationToken)
    {
        using var memory = _file is null ? new MemoryStream(Bytes, 0, _count, writable: false) : null;
        var source = _file ?? memory!;
        source.Position = _bodiesStart + Metadata.Locate(output, out var index);
        new BodyReader(codecs, output, _signature?.Bodies[index], destination).CopyFrom(source, cancellationToken);
    }

    /// <summary>Hands one output's stored bytes on, block by block, for an entry that keeps them.</summary>
    /// <exception cref="InvalidDataException">The file was written to since it was opened.</exception>
    public void CopyStored(EntryOutput output, Action<byte[], int> use, CancellationToken cancellationToken)
    {
        using var memory = _file is null ? new MemoryStream(Bytes, 0, _count, writable: false) : null;
        var source = _file ?? memory!;
        source.Position = _bodiesStart + Metadata.Locate(output, out _);
        if (source.ForEachBlock(output.StoredLength, use, cancellationToken) < output.StoredLength)
        {
            throw new InvalidDataException("The entry became shorter while it was read.");
        }
    }

    /// <summary>The SHA-256 that the signature states of an output's stored bytes; null when nobody asked for a signature.</summary>
    public Digest256? SignedDigestOf(EntryOutput output)
    {
        Metadata.Locate(output, out var index);
        return _signature?.Bodies[index];
    }

    public void Dispose()
    {
        _file?.Dispose();
        if (_bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = null;
        }
    }

    private static EntryLookup Verify(
        byte[] bytes,
        int count,
        Stream file,
        long length,
        CacheKey key,
        IReadOnlyCollection<string> kinds,
        SigningKey? signingKey,
        CancellationToken cancellationToken)
    {
        var head = bytes.AsSpan(0, count);
        if (!EntryPrefix.TryRead(head, out var prefix))
        {
            return EntryLookup.Miss(MissReason.Corrupt, "It does not begin as an entry does.");
        }

        if (prefix.TotalLength != length)
        {
            return EntryLookup.Miss(MissReason.Corrupt, $"It has {length} bytes and states {prefix.TotalLength}.");
        }

        // A file that was cut off since its length was taken: what is missing makes the checksum wrong.
        var bodiesStart = EntryPrefix.Length + prefix.MetadataLength;
        var isNewer = prefix.Version > EntryFormat.Version || prefix.Flags != 0;
        var isChecked = count == length || isNewer;
        if (count < bodiesStart || (isChecked && ChecksumOf(head, bodiesStart, file, length, cancellationToken) != prefix.Checksum))
        {
            return WrongChecksum;
        }

        if (isNewer)
        {
            return EntryLookup.Miss(MissReason.NewerFormat, $"It has format {prefix.Version}, flags {prefix.Flags}.");
        }

        if (prefix.Version == 0
            || !MetadataBlock.TryParse(head.Slice(EntryPrefix.Length, prefix.MetadataLength), out var block)
            || !EntryMetadataCodec.TryRead(block.Statement, length - bodiesStart, out var metadata))
        {
            return EntryLookup.Miss(MissReason.Corrupt, "What it says of itself is invalid.");
        }

        if (metadata!.Key != key)
        {
            return EntryLookup.Miss(MissReason.ForeignKey, $"It belongs to the key {metadata.Key}.");
        }

        // The head before the bodies: no forger makes this build read them (H75).
        EntrySignature? signature = null;
        if (signingKey is not null && EntryTrust.Check(signingKey, block, metadata, out signature) is { Reason: not MissReason.None } miss)
        {
            return miss;
        }

        if (!isChecked && ChecksumOf(head, bodiesStart, file, length, cancellationToken) != prefix.Checksum)
        {
            return WrongChecksum;
        }

        var rest = count == length ? null : file;
        if (signature is not null)
        {
            // The bodies are checked before the decompressor sees them: it is no place for a forger's bytes.
            var bodies = rest ?? new MemoryStream(bytes, 0, count, writable: false);
            bodies.Position = bodiesStart;
            if (!EntryTrust.BodiesAreAsSigned(signature, metadata, bodies, cancellationToken))
            {
                return EntryTrust.Forged(signingKey!);
            }
        }

        return metadata.HasAll(kinds)
            ? EntryLookup.Hit(new EntryReader(bytes, count, rest, metadata, bodiesStart, signature))
            : EntryLookup.Miss(MissReason.KindsMissing, DescribeMissing(metadata, kinds));
    }

    private static string DescribeMissing(EntryMetadata metadata, IReadOnlyCollection<string> kinds)
    {
        var missing = kinds.Where(kind => metadata.Find(kind) is null);
        return $"It holds {string.Join(", ", metadata.Outputs.Select(output => output.Kind))}, and not {string.Join(", ", missing)}.";
    }

    private static EntryLookup WrongChecksum => EntryLookup.Miss(MissReason.Corrupt, "Its checksum is wrong.");

    /// <summary>The order is the writer's: bodies, metadata, prefix.</summary>
    private static Checksum128 ChecksumOf(ReadOnlySpan<byte> head, int bodiesStart, Stream file, long length, CancellationToken cancellationToken)
    {
        var checksum = new XxHash128();
        checksum.Append(head.Slice(bodiesStart));
        if (head.Length < length)
        {
            file.AppendTo(checksum, length - head.Length, cancellationToken);
        }

        checksum.Append(head.Slice(EntryPrefix.Length, bodiesStart - EntryPrefix.Length));
        checksum.Append(head.Slice(0, EntryPrefix.CheckedLength));
        return Checksum128.Of(checksum);
    }

    private ReadOnlySpan<byte> BodyOf(EntryOutput output) => Bytes.AsSpan(_bodiesStart + (int)Metadata.Locate(output, out _), (int)output.StoredLength);
}
