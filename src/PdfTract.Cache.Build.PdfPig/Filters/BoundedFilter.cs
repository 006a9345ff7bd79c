using System.Diagnostics.CodeAnalysis;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>One of PdfPig's filters, for input that cannot become too large.</summary>
/// <param name="inner">The filter.</param>
/// <param name="growth">By how much its input grows at most.</param>
internal sealed class BoundedFilter(IFilter inner, int growth) : IFilter
{
    public bool IsSupported => inner.IsSupported;

    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex) =>
        input.Length <= ReadingLimits.DecodedBytes / growth
            ? inner.Decode(input, streamDictionary, filterProvider, filterIndex)
            : throw new StreamTooLargeException();
}

/// <summary>A stream that becomes far larger than any text needs: a bomb, as a rule.</summary>
[SuppressMessage("Design", "CA1064", Justification = "It is caught where a page's result is made, and nowhere else.")]
internal sealed class StreamTooLargeException()
    : Exception($"a stream grows beyond {ReadingLimits.DecodedBytes / (1024 * 1024)} MB when it is decompressed, which no text needs.");
