using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Reads the letters of pages, and nothing else of them. What PdfPig is needed for are objects, encryption and fonts. One thread uses a reader.
/// </summary>
internal sealed class PageReader
{
    private readonly PdfObjects _objects;
    private readonly FontCache _fonts;
    private readonly FormCache _forms;
    private readonly PageAnnotations _annotations;
    private readonly IReadOnlyList<PageNode> _pages;
    private readonly LetterList _letters = new();

    /// <param name="pdf">The document.</param>
    /// <param name="options">What it was opened with.</param>
    public PageReader(PdfDocument pdf, TextParsingOptions options)
    {
        var catalog = pdf.Structure.Catalog.CatalogDictionary;
        _objects = new PdfObjects(pdf.Structure.TokenScanner, pdf.Structure.FilterProvider);
        _fonts = new FontCache(_objects, FontLoader.Of(pdf, options));
        _forms = new FormCache(_objects);
        _annotations = new PageAnnotations(_objects, _forms, catalog);
        _pages = PageTree.Read(_objects, catalog);
    }

    public int PageCount => _pages.Count;

    /// <param name="number">Counted from one.</param>
    /// <param name="geometry">The page's size.</param>
    /// <returns>The letters as they are drawn, annotations last. They are valid until the next page is read.</returns>
    /// <exception cref="PageLimitException">The page goes on and on.</exception>
    /// <exception cref="StreamTooLargeException">So does a stream of it.</exception>
    /// <exception cref="InvalidDataException">Its content is not there.</exception>
    public LetterList Read(int number, out PageGeometry geometry)
    {
        var page = _pages[number - 1];
        geometry = PageGeometry.Of(_objects, page);
        _letters.Clear();
        var interpreter = new ContentInterpreter(_objects, _fonts, _forms, new PageBudget(), _letters, geometry.Transformation);
        var resources = ResourcesOf(page);
        interpreter.Run(ContentOf(page), resources);
        _annotations.Draw(page.Dictionary, interpreter, resources);
        _letters.KeepWithin(geometry.Sheet);
        return _letters;
    }

    /// <summary>A page's own resources go before those that it inherits, which count too: not every writer repeats them.</summary>
    private ContentResources ResourcesOf(PageNode page)
    {
        ContentResources? resources = null;
        foreach (var node in page.Ancestors.Reverse().Append(page.Dictionary))
        {
            if (_objects.Get<DictionaryToken>(node, "Resources") is { } dictionary)
            {
                resources = new ContentResources(_objects, dictionary, resources);
            }
        }

        return resources ?? new ContentResources(_objects, null, null);
    }

    private ReadOnlyMemory<byte> ContentOf(PageNode page)
    {
        if (!page.Dictionary.Data.TryGetValue("Contents", out var contents) || contents is NullToken)
        {
            return page.Dictionary.Data.Count > 0 ? default : throw new InvalidDataException("the page itself is missing from the file.");
        }

        if (_objects.Get<ArrayToken>(contents) is not { } parts)
        {
            return ContentOf(contents) ?? throw new InvalidDataException("the page's content is missing from the file or damaged.");
        }

        var decoded = parts.Data.Select(ContentOf).ToArray();
        if (decoded.Length > 0 && decoded.All(part => part is null))
        {
            throw new InvalidDataException("the page's content is missing from the file or damaged.");
        }

        // Parts may end in the middle of an operation, and never within one of its words.
        using var all = new MemoryStream(decoded.Sum(part => (part?.Length ?? 0) + 1));
        foreach (var part in decoded)
        {
            if (part is { } bytes)
            {
                all.Write(bytes.ToArray(), 0, bytes.Length);
                all.WriteByte((byte)'\n');
            }
        }

        return all.ToArray();
    }

    private ReadOnlyMemory<byte>? ContentOf(IToken token)
    {
        try
        {
            return _objects.Get<StreamToken>(token) is { } stream ? _objects.Decode(stream) : default(ReadOnlyMemory<byte>?);
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            return null;
        }
    }
}
