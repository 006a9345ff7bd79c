using System.IO.Hashing;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Entries;

/// <summary>Writes the bytes of one entry into a stream: one pass over the outputs, flat memory, no idea of names or renames.</summary>
/// <remarks>
/// Invariants: the prefix is written last, so that a stream that was left in the middle begins with zeros and is no entry;
/// the checksum covers every byte but itself; an output whose length is not what it was at the start throws (H11).
/// </remarks>
internal sealed class EntryWriter(ZstdCodecs codecs, SigningKey? signingKey)
{
    /// <summary>Writes the entry and returns what it says of itself, and its length in bytes.</summary>
    /// <param name="destination">An empty, seekable stream. In the end it is as long as the entry.</param>
    /// <param name="key">The full key.</param>
    /// <param name="provenance">Where the outputs come from.</param>
    /// <param name="outputs">The files to store, each kind once.</param>
    /// <param name="cancellationToken">Ends the writing between two blocks.</param>
    /// <param name="kept">What the standing entry of this key holds besides, which goes into this one as well; null for nothing.</param>
    /// <exception cref="FileChangedException">An output was written to meanwhile.</exception>
    /// <exception cref="IOException">An output cannot be read, or the stream cannot be written.</exception>
    public (EntryMetadata Metadata, long Length) Write(
        Stream destination,
        CacheKey key,
        Provenance provenance,
        IReadOnlyList<OutputFile> outputs,
        CancellationToken cancellationToken,
        KeptOutputs? kept = null) =>
        Write(destination, key, provenance, outputs, kept, [], cancellationToken);

    /// <summary><paramref name="asTheyAre"/> are the kinds of outputs that compress too well for a reader to believe it (H82): they are stored raw.</summary>
    private (EntryMetadata Metadata, long Length) Write(
        Stream destination,
        CacheKey key,
        Provenance provenance,
        IReadOnlyList<OutputFile> outputs,
        KeptOutputs? kept,
        IReadOnlyCollection<string> asTheyAre,
        CancellationToken cancellationToken)
    {
        EntryOutput[] unwritten = [.. outputs.Select(output => new EntryOutput(output.Kind, BodyCodec.Raw, 0, 0, default)), .. kept?.Outputs ?? []];
        var metadata = new EntryMetadata(key, provenance, unwritten);
        var signatureLength = signingKey is null ? 0 : EntrySignature.LengthFor(unwritten.Length);
        var head = new byte[EntryPrefix.Length + MetadataBlock.LengthWith(signatureLength, EntryMetadataCodec.Write(metadata).Length)];
        var checksum = new XxHash128();
        using var bodies = new EntrySink(destination, head.Length, checksum, withDigests: signingKey is not null);

        EntryOutput[] written = [.. outputs.Select(output => new BodyWriter(codecs, bodies).Write(output, asTheyAre.Contains(output.Kind), cancellationToken))];
        var implausible = Array.Find(written, output => !output.IsPlausible);
        if (implausible is not null || kept?.TryCopyTo(bodies, cancellationToken) == false)
        {
            // Once more from the beginning: without compressing that one, or without what cannot be kept.
            destination.SetLength(0);
            destination.Position = 0;
            return implausible is null
                ? Write(destination, key, provenance, outputs, kept: null, asTheyAre, cancellationToken)
                : Write(destination, key, provenance, outputs, kept, [.. asTheyAre, implausible.Kind], cancellationToken);
        }

        metadata = metadata with { Outputs = [.. written, .. kept?.Outputs ?? []] };
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
