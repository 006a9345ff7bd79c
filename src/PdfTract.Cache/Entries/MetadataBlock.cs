using System.Buffers.Binary;

namespace PdfTract.Cache.Entries;

/// <summary>What stands between an entry's prefix and its bodies: a signature, or none, and the statement that it signs.</summary>
internal readonly ref struct MetadataBlock(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> statement)
{
    private const int LengthField = sizeof(ushort);

    /// <summary>Empty in an entry that nobody signed.</summary>
    public ReadOnlySpan<byte> Signature { get; } = signature;

    /// <summary>See <see cref="EntryMetadataCodec"/>.</summary>
    public ReadOnlySpan<byte> Statement { get; } = statement;

    /// <returns>False when the signature is longer than the block.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out MetadataBlock block)
    {
        block = default;
        if (bytes.Length < LengthField)
        {
            return false;
        }

        var signatureLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        if (bytes.Length < LengthField + signatureLength)
        {
            return false;
        }

        block = new MetadataBlock(bytes.Slice(LengthField, signatureLength), bytes.Slice(LengthField + signatureLength));
        return true;
    }

    public static int LengthWith(int signatureLength, int statementLength) => LengthField + signatureLength + statementLength;

    public byte[] ToBytes()
    {
        var bytes = new byte[LengthWith(Signature.Length, Statement.Length)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)Signature.Length);
        Signature.CopyTo(bytes.AsSpan(LengthField));
        Statement.CopyTo(bytes.AsSpan(LengthField + Signature.Length));
        return bytes;
    }
}
