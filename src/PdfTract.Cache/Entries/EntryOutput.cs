namespace PdfTract.Cache.Entries;

/// <summary>What an entry says of one output.</summary>
/// <param name="Kind">The output kind.</param>
/// <param name="Codec">How the body is stored.</param>
/// <param name="RawLength">Bytes of the output.</param>
/// <param name="StoredLength">Bytes of the body.</param>
/// <param name="RawChecksum">XXH3-128 of the output's bytes.</param>
internal sealed record EntryOutput(string Kind, BodyCodec Codec, long RawLength, long StoredLength, Checksum128 RawChecksum)
{
    /// <summary>
    /// Whether a writer of this format can have stored such an output. What a body of a few bytes can become is bounded by a few megabytes, which are
    /// written in no time, and above that by <see cref="EntryFormat.MaxRatio"/> (H82). The lengths must not be negative.
    /// </summary>
    public bool IsPlausible => Codec switch
    {
        BodyCodec.Raw => StoredLength == RawLength,
        BodyCodec.Zstd => RawLength <= EntryFormat.MaxWholeLength || RawLength / EntryFormat.MaxRatio <= StoredLength,
        _ => false,
    };
}

/// <summary>How an output's bytes are stored. The numbers are part of the format.</summary>
internal enum BodyCodec : byte
{
    Raw = 0,

    /// <summary>One zstd frame with content size and frame checksum switched on.</summary>
    Zstd = 1,
}
