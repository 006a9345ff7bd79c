using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests;

/// <summary>Entries that no store writes and whose checksum is right all the same.</summary>
internal static class ForgedEntry
{
    /// <summary>An entry of one output, whose body is these bytes and about whose length it may lie.</summary>
    public static byte[] Of(CacheKey key, Provenance provenance, EntryOutput output, byte[] body) => Of(key, provenance, [output], body);

    /// <summary>An entry of several outputs, each with these bytes as its body.</summary>
    public static byte[] Of(CacheKey key, Provenance provenance, IReadOnlyList<EntryOutput> outputs, byte[] body)
    {
        var block = UnsignedEntry.Block(new EntryMetadata(key, provenance, [.. outputs.Select(output => output with { StoredLength = body.Length })]));
        byte[] bodies = [.. outputs.SelectMany(_ => body)];
        var bytes = new byte[EntryPrefix.Length + block.Length + bodies.Length];
        new EntryPrefix(EntryFormat.Version, Flags: 0, block.Length, bytes.Length, default).CopyTo(bytes);
        block.CopyTo(bytes, EntryPrefix.Length);
        bodies.CopyTo(bytes, EntryPrefix.Length + block.Length);
        EntrySeal.Apply(bytes);
        return bytes;
    }

    /// <summary>A zstd frame of zeros: 4 bytes for each 128 KiB, as RFC 8878 has it.</summary>
    /// <param name="length">How many zeros; a multiple of 128 KiB.</param>
    /// <param name="windowLog">How much memory the frame asks its reader for, as a power of two.</param>
    public static byte[] Zeros(long length, int windowLog)
    {
        const int BlockLength = 128 * 1024;
        const int RunOfOneByte = 1;

        // Magic; no content size, no checksum, no single segment; the window's exponent above 10.
        var frame = new MemoryStream([.. BitConverter.GetBytes(0xFD2FB528), 0, (byte)((windowLog - 10) << 3), .. new byte[4 * (length / BlockLength)]]);
        frame.Position = 6;
        for (var left = length; left > 0; left -= BlockLength)
        {
            var header = (BlockLength << 3) | (RunOfOneByte << 1) | (left == BlockLength ? 1 : 0);
            frame.Write([(byte)header, (byte)(header >> 8), (byte)(header >> 16), 0]);
        }

        return frame.ToArray();
    }
}
