using UglyToad.PdfPig.Core;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The space of one letter: from sizes of the letter to points of the page.</summary>
internal readonly struct LetterPlace
{
    private readonly double _width;
    private readonly double _height;
    private readonly double _rise;
    private readonly Matrix _text;
    private readonly Matrix _page;

    public LetterPlace(in GraphicsState state, in Matrix text)
    {
        (_width, _height, _rise) = (state.Size * state.Scaling, state.Size, state.Rise);
        (_text, _page) = (text, state.Transformation);
    }

    public bool IsAxisAligned => _text.IsAxisAligned && _page.IsAxisAligned;

    public PdfPoint At(double x, double y)
    {
        var (textX, textY) = _text.Apply(_width * x, (_height * y) + _rise);
        var (pageX, pageY) = _page.Apply(textX, textY);
        return new PdfPoint(pageX, pageY);
    }

    public Baseline Baseline(double width, double size, double height) => PdfPig.Baseline.Of(At(0, 0), At(width, 0), size, height);

    /// <summary>Half the work of <see cref="TurnedBox"/>, for nearly all text there is.</summary>
    public Box UprightBox(double width, double descent, double ascent, out double height)
    {
        var (left, right) = (X(0), X(width));
        var (bottom, top) = (Y(descent), Y(ascent));
        height = Math.Abs(bottom - top);
        return Box.Of(left, bottom, right, top);
    }

    public Box TurnedBox(double width, double descent, double ascent, out double height) =>
        BoxOf(At(0, ascent), At(width, ascent), At(0, descent), At(width, descent), out height, out _);

    /// <summary>The rectangle around what is drawn; where nothing is, around the advance.</summary>
    public Box Outline(Glyph glyph)
    {
        var outline = glyph.Outline;
        var box = BoxOf(At(outline.TopLeft), At(outline.TopRight), At(outline.BottomLeft), At(outline.BottomRight), out var height, out var width);
        return width > double.Epsilon || height > double.Epsilon ? box : BoxOf(At(0, 1), At(glyph.Width, 1), At(0, 0), At(glyph.Width, 0), out _, out _);
    }

    private PdfPoint At(PdfPoint point) => At(point.X, point.Y);

    private double X(double x) => (_page.A * ((_text.A * (_width * x)) + _text.E)) + _page.E;

    private double Y(double y) => (_page.D * ((_text.D * ((_height * y) + _rise)) + _text.F)) + _page.F;

    private static Box BoxOf(PdfPoint topLeft, PdfPoint topRight, PdfPoint bottomLeft, PdfPoint bottomRight, out double height, out double width)
    {
        height = Distance(bottomLeft, topLeft);
        width = Distance(bottomLeft, bottomRight);
        return Box.Around(Box.Of(topLeft.X, topLeft.Y, topRight.X, topRight.Y), Box.Of(bottomLeft.X, bottomLeft.Y, bottomRight.X, bottomRight.Y));
    }

    private static double Distance(PdfPoint a, PdfPoint b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
}
