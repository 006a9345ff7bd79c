using System.IO.Compression;
using System.Runtime.InteropServices;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// <c>FlateDecode</c> with a bound on what comes out. Of data that is damaged or cut off it gives what comes before the damage, as
/// viewers do.
/// </summary>
internal sealed class FlateDecoder : IFilter
{
    private const int HeaderLength = 2;

    public bool IsSupported => true;

    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
    {
        var segment = MemoryMarshal.TryGetArray<byte>(input, out var array) ? array : new ArraySegment<byte>(input.ToArray());
        var start = StartOf(segment);
        if (segment.Count - start <= 0)
        {
            return Memory<byte>.Empty;
        }

        using var compressed = new MemoryStream(segment.Array!, segment.Offset + start, segment.Count - start, writable: false);
        using var deflate = new DeflateStream(compressed, CompressionMode.Decompress);
        var decoded = new DecodedBytes((int)Math.Min(segment.Count * 4L, ReadingLimits.DecodedBytes));
        try
        {
            while (decoded.ReadFrom(deflate) > 0)
            {
                // Until the end.
            }
        }
        catch (InvalidDataException)
        {
            // What was read before the damage counts.
        }

        return Predictor.Of(streamDictionary, filterIndex).Undo(decoded.Memory);
    }

    /// <summary>Behind the header of two bytes, which DeflateStream does not know. Some writers put a line end before it.</summary>
    private static int StartOf(ArraySegment<byte> data)
    {
        var start = 0;
        while (start + HeaderLength < data.Count && data.Array![data.Offset + start] is (byte)'\r' or (byte)'\n' && !IsHeader(data, start))
        {
            start++;
        }

        return start + HeaderLength;
    }

    private static bool IsHeader(ArraySegment<byte> data, int at)
    {
        var (method, flags) = (data.Array![data.Offset + at], data.Array[data.Offset + at + 1]);
        return (method & 0xF) == 8 && ((method << 8) | flags) % 31 == 0;
    }
}
