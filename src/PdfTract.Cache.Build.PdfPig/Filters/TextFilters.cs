using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The filters that text needs, each with a bound on what comes out. Those of pictures are PdfPig's own, and never run.</summary>
internal sealed class TextFilters : IFilterProvider
{
    private readonly Inner _inner = new();

    /// <summary>PdfPig asks here for each stream that it reads: a cross-reference stream is looked at before PdfPig believes it.</summary>
    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary)
    {
        CrossReferenceCheck.Require(dictionary);
        return _inner.GetFilters(dictionary);
    }

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => _inner.GetNamedFilters(names);

    public IReadOnlyList<IFilter> GetAllFilters() => _inner.GetAllFilters();

    private sealed class Inner() : BaseFilterProvider(Create())
    {
        private static Dictionary<string, IFilter> Create()
        {
            var (flate, lzw) = (new FlateDecoder(), new LzwDecoder());
            return new Dictionary<string, IFilter>
            {
                ["FlateDecode"] = flate,
                ["Fl"] = flate,
                ["LZWDecode"] = lzw,
                ["LZW"] = lzw,
                ["ASCII85Decode"] = PdfPigs("ASCII85Decode", 4),
                ["A85"] = PdfPigs("ASCII85Decode", 4),
                ["ASCIIHexDecode"] = PdfPigs("ASCIIHexDecode", 1),
                ["AHx"] = PdfPigs("ASCIIHexDecode", 1),
                ["RunLengthDecode"] = PdfPigs("RunLengthDecode", 64),
                ["RL"] = PdfPigs("RunLengthDecode", 64),
                ["Crypt"] = new UnchangedFilter(),
                ["CCITTFaxDecode"] = PdfPigs("CCITTFaxDecode", 64),
                ["CCF"] = PdfPigs("CCITTFaxDecode", 64),
                ["DCTDecode"] = PdfPigs("DCTDecode", 64),
                ["DCT"] = PdfPigs("DCTDecode", 64),
                ["JBIG2Decode"] = PdfPigs("JBIG2Decode", 64),
                ["JPXDecode"] = PdfPigs("JPXDecode", 64),
            };
        }

        private static BoundedFilter PdfPigs(string name, int growth) =>
            new(DefaultFilterProvider.Instance.GetNamedFilters([NameToken.Create(name)])[0], growth);
    }
}
