using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The fonts of a document, each loaded once. What PdfPig cannot load is tried again without the parts that text can do without.</summary>
internal sealed class FontCache(PdfObjects objects, FontLoader loader)
{
    private readonly Dictionary<IndirectReference, PageFont?> _byReference = [];
    private readonly Dictionary<DictionaryToken, PageFont?> _direct = [];

    /// <returns>Null when there is no such font.</returns>
    public PageFont? Get(IToken token)
    {
        if (token is IndirectReferenceToken reference)
        {
            if (!_byReference.TryGetValue(reference.Data, out var known))
            {
                known = Load(objects.Get<DictionaryToken>(token));
                _byReference.Add(reference.Data, known);
            }

            return known;
        }

        if (token is not DictionaryToken dictionary)
        {
            return null;
        }

        if (!_direct.TryGetValue(dictionary, out var font))
        {
            font = Load(dictionary);
            _direct.Add(dictionary, font);
        }

        return font;
    }

    private PageFont? Load(DictionaryToken? dictionary)
    {
        if (dictionary is null)
        {
            return null;
        }

        var repair = new FontRepair(objects, dictionary);
        foreach (var attempt in repair.Attempts())
        {
            try
            {
                if (loader.Load(attempt) is { } font)
                {
                    return new PageFont(font, repair.IsComposite, repair.Vertical, StatedBox);
                }
            }
            catch (Exception e) when (Unreadable.Is(e) || e is StreamTooLargeException)
            {
                // The next attempt asks for less.
            }
        }

        return null;
    }

    /// <summary>The rectangle that a glyph's content states, in the glyph's own space.</summary>
    private PdfRectangle? StatedBox(StreamToken content)
    {
        var operands = new Operands();
        var lexer = new ContentLexer(objects.Decode(content));
        while (lexer.Next(operands) is not Operator.None and var operation)
        {
            if (operation == Operator.GlyphBox && operands.Count >= 6)
            {
                var box = Box.Of(operands.Number(2), operands.Number(3), operands.Number(4), operands.Number(5));
                return new PdfRectangle(box.Left, box.Bottom, box.Right, box.Top);
            }
        }

        return null;
    }
}
