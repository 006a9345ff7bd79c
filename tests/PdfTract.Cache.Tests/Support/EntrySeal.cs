using System.Buffers.Binary;
using System.IO.Hashing;

namespace PdfTract.Cache.Tests;

/// <summary>What a forger does: anybody can make a checksum right.</summary>
internal static class EntrySeal
{
    /// <summary>Makes the checksum of a changed entry right again.</summary>
    public static void Renew(byte[] entry)
    {
        var metadataLength = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(entry.AsSpan(12)), 0, entry.Length - EntryPrefix.Length);
        var bodies = EntryPrefix.Length + metadataLength;
        var checksum = new XxHash128();
        checksum.Append(entry.AsSpan(bodies));
        checksum.Append(entry.AsSpan(EntryPrefix.Length, metadataLength));
        checksum.Append(entry.AsSpan(0, EntryPrefix.CheckedLength));
        Checksum128.Of(checksum).CopyTo(entry.AsSpan(EntryPrefix.CheckedLength));
    }

    public static byte[] UnsignedBlock(EntryMetadata metadata) => new MetadataBlock([], EntryMetadataCodec.Write(metadata)).ToBytes();
}
