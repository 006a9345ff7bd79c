namespace PdfTract.Cache.Build.PdfPig;

/// <summary>What of the graphics state (ISO 32000, 8.4 and 9.3) matters for text. Operators that save and restore it copy all of it.</summary>
internal struct GraphicsState
{
    public Matrix Transformation;
    public PageFont? Font;
    public double Size;
    public double CharacterSpacing;
    public double WordSpacing;

    /// <summary>Horizontally; 1 is as wide as usual.</summary>
    public double Scaling;

    public double Leading;
    public double Rise;

    public static GraphicsState Initial(Matrix transformation) => new() { Transformation = transformation, Scaling = 1 };
}
