using System.Security.Cryptography;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Entries;

/// <summary>Decides whether an entry that is whole may be used by a build that has a signing key (H45).</summary>
internal static class EntryTrust
{
    /// <summary>Looks at the entry's head alone, so that it costs the same whatever length the entry states.</summary>
    /// <param name="key">The key of this build.</param>
    /// <param name="block">What stands between the prefix and the bodies.</param>
    /// <param name="metadata">The same, parsed.</param>
    /// <param name="signature">The signature, if it is this key's and right: what it says of the bodies is still to be compared.</param>
    /// <returns>The reason of the miss, if it is one.</returns>
    public static EntryLookup Check(SigningKey key, MetadataBlock block, EntryMetadata metadata, out EntrySignature? signature)
    {
        signature = EntrySignature.Parse(block.Signature, metadata.Outputs.Count);
        return signature is null ? EntryLookup.Miss(MissReason.Untrusted, "It is not signed.")
            : !signature.Names(key) ? EntryLookup.Miss(MissReason.Untrusted, $"It is signed with the key {signature}, not with {key}.")
            : !signature.IsBy(key, block.Statement) ? Forged(key)
            : default;
    }

    public static EntryLookup Forged(SigningKey key) => EntryLookup.Miss(MissReason.Forged, $"Its signature with the key {key} is wrong.");

    /// <summary>Reads the bodies and compares them with what was signed.</summary>
    /// <param name="signature">One that was checked.</param>
    /// <param name="metadata">Of the same entry.</param>
    /// <param name="file">Stands at the first body, and anywhere afterwards.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    public static bool BodiesAreAsSigned(EntrySignature signature, EntryMetadata metadata, Stream file, CancellationToken cancellationToken)
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
