namespace PdfTract.Cache.Entries;

/// <summary>How an output's bytes are stored. The numbers are part of the format.</summary>
internal enum BodyCodec : byte
{
    Raw = 0,

    /// <summary>One zstd frame with content size and frame checksum switched on.</summary>
    Zstd = 1,
}
