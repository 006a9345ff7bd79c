using System.Buffers.Binary;

namespace PdfTract.Cache;

/// <summary>What stands between an entry's prefix and its bodies: a signature, or none, and the statement that it signs.</summary>
/// <param name="Signature">Empty in an entry that nobody signed.</param>
/// <param name="Statement">See <see cref="EntryMetadataCodec"/>.</param>
internal sealed record MetadataBlock(byte[] Signature, byte[] Statement)
{
    private const int LengthField = sizeof(ushort);

    /// <returns>Null when the signature is longer than the block.</returns>
    public static MetadataBlock? Parse(byte[] block)
    {
        if (block.Length < LengthField)
        {
            return null;
        }

        var signatureLength = BinaryPrimitives.ReadUInt16LittleEndian(block);
        return block.Length < LengthField + signatureLength
            ? null
            : new MetadataBlock(
                block.AsSpan(LengthField, signatureLength).ToArray(),
                block.AsSpan(LengthField + signatureLength).ToArray());
    }

    public static int LengthWith(int signatureLength, int statementLength) => LengthField + signatureLength + statementLength;

    public byte[] ToBytes()
    {
        var block = new byte[LengthWith(Signature.Length, Statement.Length)];
        BinaryPrimitives.WriteUInt16LittleEndian(block, (ushort)Signature.Length);
        Signature.CopyTo(block, LengthField);
        Statement.CopyTo(block, LengthField + Signature.Length);
        return block;
    }
}
