using System.Buffers.Binary;
using System.IO.Hashing;

namespace PdfTract.Cache.Entries;

/// <summary>
/// An XXH3-128 as a value. It finds accidental damage, at 48 GB/s, and nothing else: its constants are public, and anybody can make two files of
/// one length and one checksum. So it never decides that two contents are the same: their bytes do, or a SHA-256 (H74).
/// </summary>
internal readonly record struct Checksum128(ulong High, ulong Low)
{
    public const int Length = 16;

    /// <summary>Ends the hash and takes its value.</summary>
    public static Checksum128 Of(XxHash128 hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        hash.GetCurrentHash(bytes);
        return Read(bytes);
    }

    /// <summary>Of bytes that are all there.</summary>
    public static Checksum128 Of(ReadOnlySpan<byte> whole)
    {
        Span<byte> bytes = stackalloc byte[Length];
        XxHash128.Hash(whole, bytes);
        return Read(bytes);
    }

    public static Checksum128 Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(8)));

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination.Slice(8), Low);
    }
}
