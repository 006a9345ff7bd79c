using System.Buffers.Binary;

namespace PdfTract.Cache.Entries;

/// <summary>
/// The first 40 bytes of an entry. They are frozen for every format that lives under an entry's name, so that any version
/// can tell a whole entry of a newer format, which stays, from a damaged one, which goes (H20).
/// </summary>
/// <param name="Version">The format's version.</param>
/// <param name="Flags">Features that a reader must know; 0 in version 1.</param>
/// <param name="MetadataLength">Bytes between this prefix and the first body.</param>
/// <param name="TotalLength">The file's length.</param>
/// <param name="Checksum">See <see cref="EntryFormat"/>.</param>
internal readonly record struct EntryPrefix(
    ushort Version, ushort Flags, int MetadataLength, long TotalLength, Checksum128 Checksum)
{
    public const int Length = 40;

    /// <summary>What the checksum covers of the prefix: all of it but the checksum.</summary>
    public const int CheckedLength = Length - Checksum128.Length;

    /// <summary>Begins with a byte that is no text and ends with line ends and a DOS end-of-file: a transfer in text mode shows.</summary>
    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'P', (byte)'D', (byte)'F', (byte)'C', 0x0D, 0x0A, 0x1A];

    /// <returns>False when the bytes are no entry's, of any version.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EntryPrefix prefix)
    {
        prefix = default;
        if (bytes.Length < Length || !bytes.Slice(0, Magic.Length).SequenceEqual(Magic))
        {
            return false;
        }

        prefix = new EntryPrefix(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(8)),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(10)),
            BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(12)),
            BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(16)),
            Checksum128.Read(bytes.Slice(24)));
        return prefix.MetadataLength is >= 0 and <= EntryFormat.MaxMetadataLength
            && prefix.TotalLength >= Length + prefix.MetadataLength;
    }

    public void CopyTo(Span<byte> destination)
    {
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(8), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(10), Flags);
        BinaryPrimitives.WriteInt32LittleEndian(destination.Slice(12), MetadataLength);
        BinaryPrimitives.WriteInt64LittleEndian(destination.Slice(16), TotalLength);
        Checksum.CopyTo(destination.Slice(24));
    }
}
