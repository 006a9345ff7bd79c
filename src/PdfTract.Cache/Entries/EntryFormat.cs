namespace PdfTract.Cache.Entries;

/// <summary>
/// The numbers of entry format 1. The format has one writer (<see cref="EntryWriter"/>), one reader
/// (<see cref="EntryReader"/>) and one page of documentation (docs/entry-format.md).
/// </summary>
/// <remarks>
/// The checksum is XXH3-128 over bodies, then metadata, then the first 24 bytes of the prefix: the order in which a writer
/// comes to know them. So one pass over the outputs is enough, nothing is read back and nothing is held in memory.
/// </remarks>
internal static class EntryFormat
{
    public const ushort Version = 1;

    /// <summary>Far above what 64 outputs and their provenance need (about 8 KiB); bounds what a lying header can ask for (H16).</summary>
    public const int MaxMetadataLength = 64 * 1024;

    /// <summary>No document has such results: a longer file is a sparse one that states what it does not hold (H75).</summary>
    public const long MaxLength = 64L * 1024 * 1024 * 1024;

    /// <summary>
    /// What comes out of a compressed body is at most so many times as long. Real results reach 10, and the strangest some hundreds; a bomb
    /// has 30,000 (H82). What compresses better is stored raw.
    /// </summary>
    public const int MaxRatio = 1000;

    public const int MaxOutputs = 64;

    /// <summary>Host and version are cut to this many UTF-8 bytes.</summary>
    public const int MaxTextBytes = 255;

    /// <summary>
    /// Entries and outputs up to this many bytes are held whole in memory, in pooled arrays: one read, one checksum, one call of
    /// the codec. What is longer is streamed, so that memory stays flat (H16, H17).
    /// </summary>
    public const int MaxWholeLength = 4 * 1024 * 1024;

    /// <summary>
    /// The largest zstd window that a reader allows, as a power of two: 8 MiB. The writer's levels stay at 2 MiB; without a
    /// limit a forged frame may ask for 128 MiB.
    /// </summary>
    public const int MaxWindowLog = 23;

    /// <summary>
    /// Measured on extraction results: against level 3, level 1 takes 0.6 to 0.85 of the time; JSON is as small, XHTML 2 to 8 % smaller,
    /// plain text 2 to 11 % larger. One level for all kinds: what text would gain is less than what a rule for it would cost.
    /// </summary>
    public const int CompressionLevel = 1;

    /// <summary>
    /// zstd's minMatch. Level 1 has 7 for large inputs only; with it everywhere, 64 KiB of JSON decompress in 0.93 of the time and are 1 %
    /// smaller, 64 KiB of text in 0.98 and are 3 % larger; 8 KiB of JSON in 0.86 and are 3 % smaller, of text in 0.96 and are 5 % larger.
    /// </summary>
    public const int ShortestMatch = 7;

    /// <summary>
    /// Outputs up to this many bytes are stored raw: with what the entry says of itself they take one block of the disk more than
    /// compressed, are read in half of the time, and a first decompression in a fresh process costs 20 ms.
    /// </summary>
    public const int MaxRawLength = 4 * 1024;
}
