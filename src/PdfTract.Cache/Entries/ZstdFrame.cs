namespace PdfTract.Cache.Entries;

/// <summary>What the header of a zstd frame says (RFC 8878, 3.1.1.1).</summary>
internal static class ZstdFrame
{
    /// <summary>After the magic number: a bit of the first byte says that the window is the content; else the next byte says how large it is.</summary>
    private const int DescriptorOffset = 4, SingleSegment = 0x20, WindowOffset = 5, SmallestWindowLog = 10, WindowLogShift = 3;

    /// <summary>
    /// Whether it asks for no more memory than <see cref="EntryFormat.MaxWindowLog"/> allows. Where all of the output is at hand a
    /// window costs nothing, and yet that reader refuses what the streaming one refuses (H16).
    /// </summary>
    public static bool HasAllowedWindow(ReadOnlySpan<byte> frame) =>
        frame.Length > WindowOffset
        && ((frame[DescriptorOffset] & SingleSegment) != 0
            || frame[WindowOffset] <= (EntryFormat.MaxWindowLog - SmallestWindowLog) << WindowLogShift);
}
