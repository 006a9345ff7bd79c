using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A font as pages use it. Each character is looked up once: PdfPig draws its outline to find its place, which takes long.</summary>
internal sealed class PageFont
{
    private const double UsualWidth = 0.5;

    private readonly IFont _font;
    private readonly Func<StreamToken, PdfRectangle?> _glyphBox;
    private readonly VerticalMetrics _vertical;
    private readonly Glyph?[] _common = new Glyph?[256];
    private readonly Dictionary<int, Glyph> _others = [];

    /// <param name="font">The font.</param>
    /// <param name="isComposite">Its characters may have more than one byte.</param>
    /// <param name="vertical">For fonts that write downwards.</param>
    /// <param name="glyphBox">Finds the rectangle that a glyph's content states, for fonts whose glyphs are content.</param>
    public PageFont(IFont font, bool isComposite, VerticalMetrics vertical, Func<StreamToken, PdfRectangle?> glyphBox)
    {
        _font = font;
        _glyphBox = glyphBox;
        _vertical = vertical;
        (IsComposite, IsVertical) = (isComposite, font.IsVertical);
        (Ascent, Descent) = (font.GetAscent(), font.GetDescent());
    }

    public bool IsComposite { get; }

    public bool IsVertical { get; }

    /// <summary>In sizes of the letters, as <see cref="Descent"/>.</summary>
    public double Ascent { get; }

    public double Descent { get; }

    /// <summary>Moves to the last byte of the next character.</summary>
    public int ReadCode(CharacterCodes codes, out int length)
    {
        try
        {
            return _font.ReadCharacterCode(codes, out length);
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            length = 1;
            return codes.CurrentByte;
        }
    }

    public Glyph Glyph(int code)
    {
        if ((uint)code < (uint)_common.Length)
        {
            return _common[code] ??= Create(code);
        }

        if (!_others.TryGetValue(code, out var glyph))
        {
            glyph = Create(code);
            _others.Add(code, glyph);
        }

        return glyph;
    }

    private Glyph Create(int code)
    {
        // PdfPig looks for the outline by the text: the text comes first.
        var text = TextOf(code);
        var (width, outline) = PlaceOf(code);
        return IsVertical
            ? new Glyph(text, width, outline, (-width / 2, -_vertical.Top), _vertical.Advance)
            : new Glyph(text, width, outline, default, 0);
    }

    private string TextOf(int code)
    {
        try
        {
            if (_font.TryGetUnicode(code, out var text) && text is not null)
            {
                return text;
            }
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            // As below.
        }

        return new string((char)code, 1);
    }

    private (double Width, PdfRectangle Outline) PlaceOf(int code)
    {
        try
        {
            var box = _font.GetBoundingBox(code);
            return (box.Width, _font is IType3Font drawn && drawn.TryGetCharProc(code, out var content) && _glyphBox(content) is { } stated
                ? drawn.GetFontMatrix().Transform(stated)
                : box.GlyphBounds);
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            return (UsualWidth, new PdfRectangle(0, 0, UsualWidth, 0));
        }
    }
}
