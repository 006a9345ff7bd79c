using System.IO.Hashing;

namespace PdfTract.Cache;

/// <summary>Writes the bytes of one entry into a stream: one pass over the outputs, flat memory, no idea of names or renames.</summary>
/// <remarks>
/// Invariants: the prefix is written last, so that a stream that was left in the middle begins with zeros and is no entry;
/// the checksum covers every byte but itself; an output whose length is not what it was at the start throws (H11).
/// </remarks>
internal sealed class EntryWriter(ZstdCodecs codecs, SigningKey? signingKey)
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
        var signatureLength = signingKey is null ? 0 : EntrySignature.LengthFor(outputs.Count);
        var checksum = new XxHash128();
        using var bodies = new BodySink(destination, checksum, withDigests: signingKey is not null);
        destination.Position = EntryPrefix.Length + MetadataBlock.LengthWith(signatureLength, EntryMetadataCodec.Write(metadata).Length);

        metadata = metadata with
        {
            Outputs = [.. outputs.Select(output => new BodyWriter(codecs, bodies).Write(output, cancellationToken))],
        };

        var statement = EntryMetadataCodec.Write(metadata);
        var signature = signingKey is null ? [] : EntrySignature.Create(signingKey, statement, bodies.Digests);
        var block = new MetadataBlock(signature, statement).ToBytes();
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
