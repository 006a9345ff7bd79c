using System.Security.Cryptography;

namespace PdfTract.Cache;

/// <summary>Decides whether an entry that is whole may be used by a build that has a signing key (H45).</summary>
internal static class EntryTrust
{
    /// <param name="key">The key of this build.</param>
    /// <param name="block">What stands between the prefix and the bodies.</param>
    /// <param name="metadata">The same, parsed.</param>
    /// <param name="file">Stands at the first body, and anywhere afterwards.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    /// <returns>The signature, if it is this key's and right; else the reason of the miss.</returns>
    public static (EntrySignature? Signature, EntryLookup Miss) Check(
        SigningKey key, MetadataBlock block, EntryMetadata metadata, Stream file, CancellationToken cancellationToken)
    {
        if (EntrySignature.Parse(block.Signature, metadata.Outputs.Count) is not { } signature)
        {
            return (null, EntryLookup.Miss(MissReason.Untrusted, "It is not signed."));
        }

        if (!signature.Names(key))
        {
            return (null, EntryLookup.Miss(MissReason.Untrusted, $"It is signed with the key {signature}, not with {key}."));
        }

        // The bodies are checked before the decompressor sees them: it is no place for a forger's bytes.
        return signature.IsBy(key, block.Statement) && BodiesAreAsSigned(signature, metadata, file, cancellationToken)
            ? (signature, default)
            : (null, EntryLookup.Miss(MissReason.Forged, $"Its signature with the key {key} is wrong."));
    }

    private static bool BodiesAreAsSigned(EntrySignature signature, EntryMetadata metadata, Stream file, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < metadata.Outputs.Count; i++)
        {
            file.ForEachBlock(metadata.Outputs[i].StoredLength, (bytes, count) => sha.AppendData(bytes, 0, count), cancellationToken);
            if (new Digest256(sha.GetHashAndReset()) != signature.Bodies[i])
            {
                return false;
            }
        }

        return true;
    }
}
