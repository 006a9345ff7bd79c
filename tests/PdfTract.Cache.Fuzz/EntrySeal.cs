using System.Buffers.Binary;
using System.IO.Hashing;

namespace PdfTract.Cache.Fuzz;

/// <summary>Makes a changed entry's stated length and checksum right again, as somebody would who forges one.</summary>
internal static class EntrySeal
{
    private const int TotalLengthOffset = 16;

    /// <param name="bytes">At least a prefix long. A metadata length beyond the end counts as one up to the end.</param>
    public static void Apply(byte[] bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(TotalLengthOffset), bytes.Length);
        ApplyChecksum(bytes);
    }

    /// <summary>The checksum alone, for an entry that lies about its length.</summary>
    public static void ApplyChecksum(byte[] bytes)
    {
        var stated = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(EntryImage.MetadataLengthOffset));
        var metadataLength = Math.Clamp(stated, 0, bytes.Length - EntryPrefix.Length);
        var checksum = new XxHash128();
        checksum.Append(bytes.AsSpan(EntryPrefix.Length + metadataLength));
        checksum.Append(bytes.AsSpan(EntryPrefix.Length, metadataLength));
        checksum.Append(bytes.AsSpan(0, EntryPrefix.CheckedLength));
        Checksum128.Of(checksum).CopyTo(bytes.AsSpan(EntryPrefix.CheckedLength));
    }
}
