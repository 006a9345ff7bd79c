namespace PdfTract.Cache;

/// <summary>What an entry says of one output.</summary>
/// <param name="Kind">The output kind.</param>
/// <param name="Codec">How the body is stored.</param>
/// <param name="RawLength">Bytes of the output.</param>
/// <param name="StoredLength">Bytes of the body.</param>
/// <param name="RawChecksum">XXH3-128 of the output's bytes.</param>
internal sealed record EntryOutput(string Kind, BodyCodec Codec, long RawLength, long StoredLength, Checksum128 RawChecksum)
{
    /// <summary>Whether the other output has the same bytes, however each of them is stored.</summary>
    public bool HasSameBytes(EntryOutput other) => RawLength == other.RawLength && RawChecksum == other.RawChecksum;
}
