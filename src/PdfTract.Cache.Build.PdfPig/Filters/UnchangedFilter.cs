using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary><c>Crypt</c>: what it stands for was done when the stream was decrypted.</summary>
internal sealed class UnchangedFilter : IFilter
{
    public bool IsSupported => true;

    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex) => input;
}
