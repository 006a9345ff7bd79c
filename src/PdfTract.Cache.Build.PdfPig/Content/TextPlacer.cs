using System.Diagnostics.CodeAnalysis;
using UglyToad.PdfPig.Util;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Places the letters of strings on the page (ISO 32000, 9.4.4). The order of the operations on numbers is PdfPig's, so that the places
/// are the same to the last bit.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "CharacterCodes owns nothing: PdfPig's interface asks for the method.")]
internal sealed class TextPlacer(LetterList letters)
{
    private readonly CharacterCodes _codes = new();
    private Matrix _text = Matrix.Identity;
    private Matrix _line = Matrix.Identity;
    private int _show;

    public void SetMatrix(in Matrix matrix) => (_text, _line) = (matrix, matrix);

    /// <summary>To the start of a line that is this far from the start of the last one.</summary>
    public void MoveLine(double x, double y) => SetMatrix(Matrix.Translation(x, y).Then(_line));

    /// <summary>An operation that shows text begins.</summary>
    public void BeginShow() => _show++;

    /// <summary>Moves the pen by thousandths of the letters' size.</summary>
    public void Adjust(double thousandths, in GraphicsState state)
    {
        var distance = -thousandths / 1000 * state.Size;
        _text = state.Font?.IsVertical == true ? _text.Moved(0, distance) : _text.Moved(distance * state.Scaling, 0);
    }

    public void Show(ReadOnlySpan<byte> text, in GraphicsState state)
    {
        if (state.Font is not { } font)
        {
            return;
        }

        var size = SizeOf(state);
        if (!font.IsComposite)
        {
            for (var i = 0; i < text.Length; i++)
            {
                var glyph = font.Glyph(text[i]);
                Place(font, glyph, state, size);
                Advance(glyph, state, isSpace: text[i] == ' ');
            }

            return;
        }

        _codes.Set(text);
        while (_codes.MoveNext())
        {
            var code = font.ReadCode(_codes, out var length);
            var glyph = font.Glyph(code);
            Place(font, glyph, state, size);
            Advance(glyph, state, isSpace: code == ' ' && length == 1);
        }
    }

    private void Advance(Glyph glyph, in GraphicsState state, bool isSpace)
    {
        var wordSpacing = isSpace ? state.WordSpacing : 0;
        _text = state.Font!.IsVertical
            ? _text.Moved(0, (glyph.Advance * state.Size) + state.CharacterSpacing + wordSpacing)
            : _text.Moved(((glyph.Width * state.Size) + state.CharacterSpacing + wordSpacing) * state.Scaling, 0);
    }

    private void Place(PageFont font, Glyph glyph, in GraphicsState state, double size)
    {
        if (glyph.IsCombining && letters.Count > 0 && letters.Last.Show == _show
            && Diacritics.TryCombineDiacriticWithPreviousLetter(glyph.Text, letters.Last.Text, out var combined))
        {
            letters.Last = letters.Last with { Text = combined };
            return;
        }

        var text = font.IsVertical ? _text.Moved(glyph.Position.X * state.Size * state.Scaling, glyph.Position.Y * state.Size) : _text;
        var place = new LetterPlace(state, text);
        var box = place.IsAxisAligned
            ? place.UprightBox(glyph.Width, font.Descent, font.Ascent, out var height)
            : place.TurnedBox(glyph.Width, font.Descent, font.Ascent, out height);
        if (!(height > 0))
        {
            box = place.Outline(glyph);
        }

        var baseline = font.IsVertical ? VerticalBaseline(glyph, state, size, height) : place.Baseline(glyph.Width, size, height);
        letters.Add(new PlacedLetter(glyph.Text, baseline, box, _show));
    }

    /// <summary>Downwards, from where the pen comes down to where it leaves.</summary>
    private Baseline VerticalBaseline(Glyph glyph, in GraphicsState state, double size, double height)
    {
        var start = new LetterPlace(state, _text).At(0, 0);
        var end = new LetterPlace(state, _text.Moved(0, glyph.Advance * state.Size)).At(0, 0);
        return Baseline.Of(start, end, size, height);
    }

    /// <summary>In points, as the page is shown, to two decimals.</summary>
    private double SizeOf(in GraphicsState state)
    {
        var matrix = state.Transformation.Then(_text);
        var (bottom, top) = (matrix.Apply(0, 0), matrix.Apply(0, state.Size));
        return Math.Round(Math.Sqrt(((bottom.X - top.X) * (bottom.X - top.X)) + ((bottom.Y - top.Y) * (bottom.Y - top.Y))), 2);
    }
}
