using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Util;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary><c>LZWDecode</c> (ISO 32000, 7.4.4) with a bound on what comes out. It stops at the first code that cannot be.</summary>
internal sealed class LzwDecoder : IFilter
{
    private const int Clear = 256;
    private const int End = 257;
    private const int TableSize = 4096;

    public bool IsSupported => true;

    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
    {
        var parameters = DecodeParameterResolver.GetFilterParameters(streamDictionary, filterIndex);
        var early = parameters.GetIntOrDefault(NameToken.EarlyChange, 1) == 0 ? 0 : 1;
        var decoded = new DecodedBytes(input.Length * 2);
        Decode(input.Span, early, decoded);
        return Predictor.Of(streamDictionary, filterIndex).Undo(decoded.Memory);
    }

    private static void Decode(ReadOnlySpan<byte> input, int early, DecodedBytes decoded)
    {
        // An entry of the table is the entry before it and one more byte.
        var (before, last, length) = (new int[TableSize], new byte[TableSize], new int[TableSize]);
        for (var i = 0; i < Clear; i++)
        {
            (before[i], last[i], length[i]) = (-1, (byte)i, 1);
        }

        var entry = new byte[TableSize];
        var (next, width, previous) = (End + 1, 9, -1);
        var (bits, bitCount) = (0, 0);
        foreach (var b in input)
        {
            bits = (bits << 8) | b;
            bitCount += 8;
            if (bitCount < width)
            {
                continue;
            }

            bitCount -= width;
            var code = (bits >> bitCount) & ((1 << width) - 1);
            bits &= (1 << bitCount) - 1;
            if (code == Clear)
            {
                (next, width, previous) = (End + 1, 9, -1);
                continue;
            }

            if (code == End || code > next || (code == next && previous < 0))
            {
                return;
            }

            var source = code < next ? code : previous;
            var count = length[source];
            for (var (i, at) = (source, count - 1); at >= 0; i = before[i], at--)
            {
                entry[at] = last[i];
            }

            if (previous >= 0 && next < TableSize)
            {
                (before[next], last[next], length[next]) = (previous, entry[0], length[previous] + 1);
                next++;
            }

            if (code != source)
            {
                entry[count++] = entry[0];
            }

            decoded.Add(entry, count);
            previous = code;
            width = next + early < 512 ? 9 : next + early < 1024 ? 10 : next + early < 2048 ? 11 : 12;
        }
    }
}
