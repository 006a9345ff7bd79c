using System.Buffers;
using System.IO.Hashing;

namespace PdfTract.Cache;

/// <summary>An open, verified entry. Not safe for several threads at once; any number of readers may be open on one file.</summary>
/// <remarks>
/// Invariants: length and checksum are checked over the stored bytes before anything is parsed or decompressed; no length in
/// the file is believed before that; what the entry says of itself is compared with the full key that was asked for.
/// </remarks>
internal sealed class EntryReader : IDisposable
{
    private readonly FileStream _file;
    private readonly ZstdCodecs _codecs;
    private readonly long _bodiesStart;

    private EntryReader(FileStream file, ZstdCodecs codecs, EntryMetadata metadata, long bodiesStart)
    {
        _file = file;
        _codecs = codecs;
        _bodiesStart = bodiesStart;
        Metadata = metadata;
    }

    public EntryMetadata Metadata { get; }

    /// <summary>Opens and verifies the whole entry.</summary>
    /// <returns>The entry, or why it is a miss. Throws nothing that the file's state can cause.</returns>
    public static EntryLookup Open(
        string path, CacheKey key, IReadOnlyCollection<string> kinds, ZstdCodecs codecs, CancellationToken cancellationToken = default)
    {
        FileStream? file = null;
        try
        {
            // Asked first, because an exception on the commonest path costs more than the look-up.
            if (!File.Exists(path))
            {
                return EntryLookup.Miss(MissReason.Absent);
            }

            file = SharedFile.OpenRead(path);
            var lookup = Verify(file, key, kinds, codecs, cancellationToken);
            if (lookup.Reader is not null)
            {
                file = null;
            }

            return lookup;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return EntryLookup.Miss(MissReason.Absent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return EntryLookup.Miss(MissReason.Unreadable, e.Message);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Writes one output's bytes, verified once more as they come out of the codec.</summary>
    /// <exception cref="InvalidDataException">The file was written to since it was opened, or was forged.</exception>
    public void CopyTo(EntryOutput output, Stream destination, CancellationToken cancellationToken)
    {
        _file.Position = _bodiesStart + Metadata.Outputs.TakeWhile(other => !ReferenceEquals(other, output)).Sum(other => other.StoredLength);
        new BodyReader(_codecs, output, destination).CopyFrom(_file, cancellationToken);
    }

    public void Dispose() => _file.Dispose();

    private static EntryLookup Verify(
        FileStream file, CacheKey key, IReadOnlyCollection<string> kinds, ZstdCodecs codecs, CancellationToken cancellationToken)
    {
        var header = new byte[EntryPrefix.Length];
        var length = file.Length;
        if (file.ReadUpTo(header, 0, header.Length) < header.Length || !EntryPrefix.TryRead(header, out var prefix))
        {
            return EntryLookup.Miss(MissReason.Corrupt, "It does not begin as an entry does.");
        }

        if (prefix.TotalLength != length)
        {
            return EntryLookup.Miss(MissReason.Corrupt, $"It has {length} bytes and states {prefix.TotalLength}.");
        }

        var block = new byte[prefix.MetadataLength];
        var bodiesLength = length - EntryPrefix.Length - block.Length;
        if (file.ReadUpTo(block, 0, block.Length) < block.Length
            || ChecksumOf(file, bodiesLength, block, header, cancellationToken) != prefix.Checksum)
        {
            return EntryLookup.Miss(MissReason.Corrupt, "Its checksum is wrong.");
        }

        if (prefix.Version > EntryFormat.Version || prefix.Flags != 0)
        {
            return EntryLookup.Miss(MissReason.NewerFormat, $"It has format {prefix.Version}, flags {prefix.Flags}.");
        }

        if (prefix.Version == 0 || !EntryMetadataCodec.TryRead(block, bodiesLength, out var metadata))
        {
            return EntryLookup.Miss(MissReason.Corrupt, "What it says of itself makes no sense.");
        }

        if (metadata!.Key != key || !metadata.HasExactly(kinds))
        {
            return EntryLookup.Miss(MissReason.ForeignKey, $"It belongs to the key {metadata.Key}.");
        }

        return EntryLookup.Hit(new EntryReader(file, codecs, metadata, EntryPrefix.Length + block.Length));
    }

    /// <summary>The order is the writer's: bodies, metadata, prefix.</summary>
    private static Checksum128 ChecksumOf(
        FileStream file, long bodiesLength, byte[] block, byte[] header, CancellationToken cancellationToken)
    {
        var checksum = new XxHash128();
        var buffer = ArrayPool<byte>.Shared.Rent(EntryFormat.BufferSize);
        try
        {
            int read;
            for (var left = bodiesLength; left > 0; left -= read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
                if (read == 0)
                {
                    // Cut off since its length was taken: what is missing makes the checksum wrong.
                    break;
                }

                checksum.Append(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        checksum.Append(block);
        checksum.Append(header.AsSpan(0, EntryPrefix.CheckedLength));
        return Checksum128.Of(checksum);
    }
}
