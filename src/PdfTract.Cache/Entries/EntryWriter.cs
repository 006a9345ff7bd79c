using System.IO.Hashing;

namespace PdfTract.Cache;

/// <summary>Writes the bytes of one entry into a stream: one pass over the outputs, flat memory, no idea of names or renames.</summary>
/// <remarks>
/// Invariants: the prefix is written last, so that a stream that was left in the middle begins with zeros and is no entry;
/// the checksum covers every byte but itself; an output whose length is not what it was at the start throws (H11).
/// </remarks>
internal sealed class EntryWriter(ZstdCodecs codecs, SigningKey? signingKey)
{
    /// <summary>Writes the entry and returns what it says of itself, and its length in bytes.</summary>
    /// <param name="destination">An empty, seekable stream at its beginning. In the end it is as long as the entry.</param>
    /// <param name="key">The full key.</param>
    /// <param name="provenance">Where the outputs come from.</param>
    /// <param name="outputs">The files to store, each kind once.</param>
    /// <param name="cancellationToken">Ends the writing between two blocks.</param>
    /// <param name="others">What the standing entry of this key holds besides, which goes into this one as well; null for nothing.</param>
    /// <exception cref="FileChangedException">An output was written to meanwhile.</exception>
    /// <exception cref="IOException">An output cannot be read, or the stream cannot be written.</exception>
    public (EntryMetadata Metadata, long Length) Write(
        Stream destination,
        CacheKey key,
        Provenance provenance,
        IReadOnlyList<OutputFile> outputs,
        CancellationToken cancellationToken,
        OtherKinds? others = null)
    {
        if (others is not null)
        {
            if (TryWrite(destination, key, provenance, outputs, others, cancellationToken) is { } merged)
            {
                return merged;
            }

            // The new outputs alone, from the beginning.
            destination.SetLength(0);
            destination.Position = 0;
        }

        return TryWrite(destination, key, provenance, outputs, others: null, cancellationToken)!.Value;
    }

    /// <returns>Null when the others cannot be kept: see <see cref="OtherKinds.TryCopyTo"/>.</returns>
    private (EntryMetadata Metadata, long Length)? TryWrite(
        Stream destination, CacheKey key, Provenance provenance, IReadOnlyList<OutputFile> outputs, OtherKinds? others, CancellationToken cancellationToken)
    {
        var kept = others?.Outputs ?? [];
        EntryOutput[] unwritten = [.. outputs.Select(output => new EntryOutput(output.Kind, BodyCodec.Raw, 0, 0, default)), .. kept];
        var metadata = new EntryMetadata(key, provenance, unwritten);
        var signatureLength = signingKey is null ? 0 : EntrySignature.LengthFor(unwritten.Length);
        var head = new byte[EntryPrefix.Length + MetadataBlock.LengthWith(signatureLength, EntryMetadataCodec.Write(metadata).Length)];
        var checksum = new XxHash128();
        using var bodies = new EntrySink(destination, head.Length, checksum, withDigests: signingKey is not null);

        EntryOutput[] written = [.. outputs.Select(output => new BodyWriter(codecs, bodies).Write(output, cancellationToken))];
        if (others?.TryCopyTo(bodies, written, cancellationToken) == false)
        {
            return null;
        }

        metadata = metadata with { Outputs = [.. written, .. kept] };
        var statement = EntryMetadataCodec.Write(metadata);
        var signature = signingKey is null ? [] : EntrySignature.Create(signingKey, statement, bodies.Digests);
        new MetadataBlock(signature, statement).ToBytes().CopyTo(head, EntryPrefix.Length);
        var prefix = new EntryPrefix(EntryFormat.Version, Flags: 0, head.Length - EntryPrefix.Length, bodies.Length, default);
        prefix.CopyTo(head);
        checksum.Append(head.AsSpan(EntryPrefix.Length));
        checksum.Append(head.AsSpan(0, EntryPrefix.CheckedLength));
        (prefix with { Checksum = Checksum128.Of(checksum) }).CopyTo(head);
        bodies.Complete(head);
        return (metadata, bodies.Length);
    }
}
