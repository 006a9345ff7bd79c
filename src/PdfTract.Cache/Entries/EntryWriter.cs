using System.IO.Hashing;

namespace PdfTract.Cache;

/// <summary>Writes the bytes of one entry into a stream: one pass over the outputs, flat memory, no idea of names or renames.</summary>
/// <remarks>
/// Invariants: the prefix is written last, so that a stream that was left in the middle begins with zeros and is no entry;
/// the checksum covers every byte but itself; an output whose length is not what it was at the start throws (H11).
/// </remarks>
internal sealed class EntryWriter(ZstdCodecs codecs)
{
    /// <summary>Writes the entry and returns what it says of itself.</summary>
    /// <param name="destination">An empty, seekable stream.</param>
    /// <param name="key">The full key.</param>
    /// <param name="provenance">Where the outputs come from.</param>
    /// <param name="outputs">The files to store, each kind once.</param>
    /// <param name="cancellationToken">Ends the writing between two buffers.</param>
    /// <exception cref="FileChangedException">An output was written to meanwhile.</exception>
    /// <exception cref="IOException">An output cannot be read, or the stream cannot be written.</exception>
    public EntryMetadata Write(
        Stream destination, CacheKey key, Provenance provenance, IReadOnlyList<OutputFile> outputs, CancellationToken cancellationToken)
    {
        var metadata = new EntryMetadata(key, provenance, [.. outputs.Select(output => new EntryOutput(output.Kind, BodyCodec.Raw, 0, 0, default))]);
        var metadataLength = EntryMetadataCodec.Write(metadata).Length;
        var checksum = new XxHash128();
        destination.Position = EntryPrefix.Length + metadataLength;

        metadata = metadata with
        {
            Outputs = [.. outputs.Select(output => new BodyWriter(codecs, destination, checksum).Write(output, cancellationToken))],
        };

        var block = EntryMetadataCodec.Write(metadata);
        checksum.Append(block);
        var header = new byte[EntryPrefix.Length + block.Length];
        var prefix = new EntryPrefix(EntryFormat.Version, Flags: 0, block.Length, destination.Position, default);
        prefix.CopyTo(header);
        checksum.Append(header.AsSpan(0, EntryPrefix.CheckedLength));
        (prefix with { Checksum = Checksum128.Of(checksum) }).CopyTo(header);
        block.CopyTo(header, EntryPrefix.Length);

        destination.Position = 0;
        destination.Write(header, 0, header.Length);
        return metadata;
    }
}
