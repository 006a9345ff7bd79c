namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A transformation of the plane as PDF writes it: <c>x' = A x + C y + E</c>, <c>y' = B x + D y + F</c>.</summary>
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    public static Matrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>Whether what is upright stays upright, and what is level stays level.</summary>
    public bool IsAxisAligned => B == 0 && C == 0;

    public static Matrix Translation(double x, double y) => new(1, 0, 0, 1, x, y);

    /// <summary>This transformation first, then <paramref name="next"/>.</summary>
    public Matrix Then(in Matrix next) => new(
        (A * next.A) + (B * next.C),
        (A * next.B) + (B * next.D),
        (C * next.A) + (D * next.C),
        (C * next.B) + (D * next.D),
        (E * next.A) + (F * next.C) + next.E,
        (E * next.B) + (F * next.D) + next.F);

    /// <summary>The same transformation for what is <paramref name="x"/> and <paramref name="y"/> further on before it.</summary>
    public Matrix Moved(double x, double y) => new(A, B, C, D, (x * A) + (y * C) + E, (x * B) + (y * D) + F);

    public (double X, double Y) Apply(double x, double y) => ((A * x) + (C * y) + E, (B * x) + (D * y) + F);

    /// <summary>The upright rectangle around what a rectangle becomes.</summary>
    public Box Apply(Box box)
    {
        var (a, b) = (Apply(box.Left, box.Bottom), Apply(box.Right, box.Top));
        var (c, d) = (Apply(box.Left, box.Top), Apply(box.Right, box.Bottom));
        return Box.Around(Box.Of(a.X, a.Y, b.X, b.Y), Box.Of(c.X, c.Y, d.X, d.Y));
    }
}
