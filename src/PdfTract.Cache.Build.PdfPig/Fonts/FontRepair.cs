using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// A font's dictionary as PdfPig can load it. Text needs to know what the characters say and how wide they are; the shapes may be missing
/// or broken. A map or a list of widths that is made to exhaust memory is left out.
/// </summary>
internal sealed class FontRepair
{
    private static readonly string[] FontFiles = ["FontFile", "FontFile2", "FontFile3"];

    private readonly PdfObjects _objects;
    private readonly DictionaryToken _font;

    public FontRepair(PdfObjects objects, DictionaryToken font)
    {
        _objects = objects;
        IsComposite = objects.Get<NameToken>(font, "Subtype")?.Data == "Type0";
        _font = IsComposite ? WithBoundedWidths(WithBoundedMap(font)) : WithBoundedMap(font);
    }

    public bool IsComposite { get; }

    public VerticalMetrics Vertical => VerticalMetrics.Of(Descendant(_font) is { } descendant ? _objects.Numbers(descendant, "DW2", 2) : null);

    /// <summary>The font as it is, then with less and less of it.</summary>
    public IEnumerable<DictionaryToken> Attempts()
    {
        yield return _font;

        var shapeless = WithoutShapes(_font);
        yield return shapeless;

        if (IsComposite)
        {
            yield return Composite(shapeless, shapeless.Find("Encoding"));
            yield return Composite(shapeless, null);
        }
        else
        {
            yield return Simple(shapeless, withEncoding: true);
            yield return Simple(shapeless, withEncoding: false);
        }
    }

    private DictionaryToken WithBoundedMap(DictionaryToken font)
    {
        var result = font;
        foreach (var name in (string[])["ToUnicode", "Encoding"])
        {
            if (_objects.Get<StreamToken>(font, name) is { } map && !CharacterMapCheck.IsBounded(_objects, map))
            {
                result = result.Without(name);
            }
        }

        return result;
    }

    private DictionaryToken WithBoundedWidths(DictionaryToken font)
    {
        if (Descendant(font) is not { } descendant)
        {
            return font;
        }

        var result = descendant;
        foreach (var (name, values) in ((string, int)[])[("W", 1), ("W2", 3)])
        {
            if (_objects.Get<ArrayToken>(descendant, name) is { } widths && !AreBounded(widths, values))
            {
                result = result.Without(name);
            }
        }

        return ReferenceEquals(result, descendant) ? font : font.With("DescendantFonts", new ArrayToken([result]));
    }

    /// <summary>Widths are lists of <c>first [w w w]</c> and <c>first last w</c>.</summary>
    private bool AreBounded(ArrayToken widths, int values)
    {
        var characters = 0.0;
        for (var i = 0; i + 1 < widths.Length; i += 2)
        {
            if (_objects.Get<ArrayToken>(widths[i + 1]) is { } list)
            {
                characters += list.Length;
            }
            else if (_objects.Get<NumericToken>(widths[i]) is { } first && _objects.Get<NumericToken>(widths[i + 1]) is { } last)
            {
                characters += Math.Max(0, last.Data - first.Data) + 1;
                i += values;
            }
        }

        return characters <= ReadingLimits.CharactersPerFont;
    }

    private DictionaryToken? Descendant(DictionaryToken font) =>
        _objects.Get<ArrayToken>(font, "DescendantFonts") is { Length: > 0 } descendants ? _objects.Get<DictionaryToken>(descendants[0]) : null;

    private DictionaryToken WithoutShapes(DictionaryToken font)
    {
        if (Descendant(font) is { } descendant)
        {
            return font.With("DescendantFonts", new ArrayToken([WithoutShapes(descendant)]));
        }

        return _objects.Get<DictionaryToken>(font, "FontDescriptor") is { } descriptor
            ? font.With("FontDescriptor", FontFiles.Aggregate(descriptor, (without, file) => without.Without(file)))
            : font;
    }

    /// <summary>With descendant and encoding of its own, and the map to Unicode that it has.</summary>
    private DictionaryToken Composite(DictionaryToken font, IToken? encoding)
    {
        var old = Descendant(font);
        var descendant = TokenDictionary.Of(
            ("Type", NameToken.Create("Font")),
            ("Subtype", NameToken.Create("CIDFontType2")),
            ("BaseFont", NameToken.Create("Unknown")),
            ("CIDSystemInfo", TokenDictionary.Of(("Registry", new StringToken("Adobe")), ("Ordering", new StringToken("Identity")), ("Supplement", NumericToken.Zero))),
            ("DW", new NumericToken(old is null ? 1000 : _objects.Number(old, "DW") ?? 1000)),
            ("FontDescriptor", Descriptor()));
        return TokenDictionary.Of(
            ("Type", NameToken.Create("Font")),
            ("Subtype", NameToken.Create("Type0")),
            ("BaseFont", NameToken.Create("Unknown")),
            ("Encoding", encoding ?? NameToken.Create("Identity-H")),
            ("DescendantFonts", new ArrayToken([descendant])),
            ("ToUnicode", font.Find("ToUnicode")));
    }

    private DictionaryToken Simple(DictionaryToken font, bool withEncoding)
    {
        var widths = _objects.Get<ArrayToken>(font, "Widths");
        var first = widths is null ? 0 : (int)(_objects.Number(font, "FirstChar") ?? 0);
        widths ??= new ArrayToken([.. Enumerable.Repeat((IToken)new NumericToken(500), 256)]);
        return TokenDictionary.Of(
            ("Type", NameToken.Create("Font")),
            ("Subtype", NameToken.Create("Type1")),
            ("BaseFont", NameToken.Create("Unknown")),
            ("FirstChar", new NumericToken(first)),
            ("LastChar", new NumericToken(first + widths.Length - 1)),
            ("Widths", widths),
            ("FontDescriptor", Descriptor()),
            ("Encoding", withEncoding ? font.Find("Encoding") : NameToken.Create("WinAnsiEncoding")),
            ("ToUnicode", _objects.Get<StreamToken>(font, "ToUnicode") is null ? null : font.Find("ToUnicode")));
    }

    private static DictionaryToken Descriptor() => TokenDictionary.Of(
        ("Type", NameToken.Create("FontDescriptor")),
        ("FontName", NameToken.Create("Unknown")),
        ("Flags", new NumericToken(32)),
        ("Ascent", new NumericToken(750)),
        ("Descent", new NumericToken(-250)),
        ("FontBBox", new ArrayToken([NumericToken.Zero, new NumericToken(-250), new NumericToken(1000), new NumericToken(750)])));
}
