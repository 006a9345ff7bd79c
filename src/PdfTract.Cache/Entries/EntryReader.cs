using System.IO.Hashing;

namespace PdfTract.Cache;

/// <summary>An open, verified entry. Not safe for several threads at once; any number of readers may be open on one file.</summary>
/// <remarks>
/// Invariants: length and checksum are checked over the stored bytes before anything is parsed or decompressed; no length in
/// the file is believed before that; what the entry says of itself is compared with the full key that was asked for; with a
/// signing key, nothing is decompressed that was not signed with it.
/// </remarks>
internal sealed class EntryReader : IDisposable
{
    private readonly Stream _file;
    private readonly long _bodiesStart;
    private readonly EntrySignature? _signature;

    private EntryReader(Stream file, EntryMetadata metadata, long bodiesStart, EntrySignature? signature)
    {
        _file = file;
        _bodiesStart = bodiesStart;
        _signature = signature;
        Metadata = metadata;
    }

    public EntryMetadata Metadata { get; }

    /// <summary>Opens and verifies the whole entry.</summary>
    /// <returns>The entry, or why it is a miss. Throws nothing that the file's state can cause.</returns>
    public static EntryLookup Open(
        string path, CacheKey key, IReadOnlyCollection<string> kinds, SigningKey? signingKey, CancellationToken cancellationToken = default)
    {
        FileStream? file = null;
        try
        {
            // Asked first, because an exception on the commonest path costs more than the look-up.
            if (UnlinkedFile.Length(path) is not { } length)
            {
                return EntryLookup.Miss(MissReason.Absent);
            }

            if (length == 0)
            {
                // A crash before the data, or a FIFO, which must not be opened.
                return EntryLookup.Miss(MissReason.Corrupt, "It is empty.");
            }

            file = SharedFile.OpenRead(path);
            var lookup = Read(file, key, kinds, signingKey, cancellationToken);
            if (lookup.Reader is not null)
            {
                file = null;
            }

            return lookup;
        }
        catch (Exception e) when (IoError.IsGone(e))
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
    public void CopyTo(EntryOutput output, Stream destination, ZstdCodecs codecs, CancellationToken cancellationToken)
    {
        var earlier = Metadata.Outputs.TakeWhile(other => !ReferenceEquals(other, output)).ToArray();
        _file.Position = _bodiesStart + earlier.Sum(other => other.StoredLength);
        new BodyReader(codecs, output, _signature?.Bodies[earlier.Length], destination).CopyFrom(_file, cancellationToken);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Verifies the whole entry that a stream holds.</summary>
    /// <param name="file">Seekable, at its beginning. It belongs to the reader that is returned, and to the caller on a miss.</param>
    /// <param name="key">The full key that the entry must have.</param>
    /// <param name="kinds">The output kinds that it must have, in any order.</param>
    /// <param name="signingKey">The key that it must be signed with; null for any entry.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static EntryLookup Read(
        Stream file, CacheKey key, IReadOnlyCollection<string> kinds, SigningKey? signingKey, CancellationToken cancellationToken)
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

        if (prefix.Version == 0
            || MetadataBlock.Parse(block) is not { } parts
            || !EntryMetadataCodec.TryRead(parts.Statement, bodiesLength, out var metadata))
        {
            return EntryLookup.Miss(MissReason.Corrupt, "What it says of itself makes no sense.");
        }

        if (metadata!.Key != key || !metadata.HasExactly(kinds))
        {
            return EntryLookup.Miss(MissReason.ForeignKey, $"It belongs to the key {metadata.Key}.");
        }

        var bodiesStart = EntryPrefix.Length + block.Length;
        if (signingKey is null)
        {
            return EntryLookup.Hit(new EntryReader(file, metadata, bodiesStart, signature: null));
        }

        file.Position = bodiesStart;
        var (signature, miss) = EntryTrust.Check(signingKey, parts, metadata, file, cancellationToken);
        return signature is null ? miss : EntryLookup.Hit(new EntryReader(file, metadata, bodiesStart, signature));
    }

    /// <summary>The order is the writer's: bodies, metadata, prefix.</summary>
    private static Checksum128 ChecksumOf(
        Stream file, long bodiesLength, byte[] block, byte[] header, CancellationToken cancellationToken)
    {
        // A file that was cut off since its length was taken: what is missing makes the checksum wrong.
        var checksum = new XxHash128();
        file.ForEachBlock(bodiesLength, (bytes, count) => checksum.Append(bytes.AsSpan(0, count)), cancellationToken);
        checksum.Append(block);
        checksum.Append(header.AsSpan(0, EntryPrefix.CheckedLength));
        return Checksum128.Of(checksum);
    }
}
