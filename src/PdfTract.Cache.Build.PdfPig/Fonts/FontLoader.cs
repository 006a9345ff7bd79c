using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// PdfPig's reader of fonts. PdfPig hands it to page factories alone, and makes those itself: this is one, which makes no page. The
/// pages are read without PdfPig's own page processor, which needs colours, pictures and patterns to be in order too.
/// </summary>
internal sealed class FontLoader : IPageFactory<FontLoader>
{
    private static readonly NameToken Name = NameToken.Create("F");

    private readonly IResourceStore _resources;

    /// <summary>For PdfPig, which looks for exactly this one.</summary>
    public FontLoader(
        IPdfTokenScanner scanner, IResourceStore resources, ILookupFilterProvider filters, IPageContentParser parser, ParsingOptions options)
    {
        _resources = resources;
        ((TextParsingOptions)options).FontLoader = this;
    }

    /// <param name="pdf">Opened with <paramref name="options"/>.</param>
    /// <param name="options">The options.</param>
    public static FontLoader Of(PdfDocument pdf, TextParsingOptions options)
    {
        pdf.AddPageFactory<FontLoader, FontLoader>();
        return options.FontLoader!;
    }

    /// <returns>Null when there is no such font. Everything there is may be thrown.</returns>
    public IFont? Load(DictionaryToken font)
    {
        var fonts = new DictionaryToken(new Dictionary<NameToken, IToken> { [Name] = font });
        _resources.LoadResourceDictionary(new DictionaryToken(new Dictionary<NameToken, IToken> { [NameToken.Font] = fonts }));
        try
        {
            return _resources.GetFont(Name);
        }
        finally
        {
            _resources.UnloadResourceDictionary();
        }
    }

    public FontLoader Create(int number, DictionaryToken dictionary, PageTreeMembers pageTreeMembers, NamedDestinations namedDestinations) => this;
}
