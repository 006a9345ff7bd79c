using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A page's size, and the way from its own space to the page as it is shown: cut to its crop box, and turned.</summary>
/// <param name="Width">In points, as the page is shown.</param>
/// <param name="Height">Likewise.</param>
/// <param name="Rotation">By how many degrees the page is turned clockwise: 0, 90, 180 or 270.</param>
/// <param name="Transformation">From the page's space to the page as it is shown.</param>
/// <param name="Sheet">All of the medium, as it lies around the page as it is shown. Text outside it is on no page.</param>
internal sealed record PageGeometry(double Width, double Height, int Rotation, Matrix Transformation, Box Sheet)
{
    private static readonly Box Letter = new(0, 0, 612, 792);

    /// <summary>Of a page that cannot be read.</summary>
    public static PageGeometry Unknown { get; } = new(Letter.Width, Letter.Height, 0, Matrix.Identity, Letter);

    public static PageGeometry Of(PdfObjects objects, PageNode page)
    {
        var sheet = BoxOf(objects, page.Inherited("MediaBox")) ?? Letter;
        var view = BoxOf(objects, page.Inherited("CropBox")) is { } crop ? Intersection(sheet, crop) ?? crop : sheet;
        var rotation = RotationOf(objects, page);
        var (width, height) = rotation is 90 or 270 ? (view.Height, view.Width) : (view.Width, view.Height);
        var transformation = TransformationOf(view, rotation);
        return new PageGeometry(width, height, rotation, transformation, transformation.Apply(sheet));
    }

    /// <returns>Null when there is none, or an empty one.</returns>
    private static Box? BoxOf(PdfObjects objects, IToken? token) =>
        objects.Numbers(token, 4) is { } numbers && Box.Of(numbers[0], numbers[1], numbers[2], numbers[3]) is { Width: > 0, Height: > 0 } box ? box : null;

    private static Box? Intersection(Box a, Box b)
    {
        var box = new Box(Math.Max(a.Left, b.Left), Math.Max(a.Bottom, b.Bottom), Math.Min(a.Right, b.Right), Math.Min(a.Top, b.Top));
        return box is { Width: >= 0, Height: >= 0 } ? box : null;
    }

    /// <summary>Pages are turned by quarters. Viewers show others upright.</summary>
    private static int RotationOf(PdfObjects objects, PageNode page)
    {
        var degrees = objects.Get<NumericToken>(page.Inherited("Rotate"))?.Data ?? 0;
        return degrees % 90 == 0 ? (int)(((degrees % 360) + 360) % 360) : 0;
    }

    private static Matrix TransformationOf(Box view, int rotation)
    {
        if (rotation == 0 && view is { Left: 0, Bottom: 0 })
        {
            return Matrix.Identity;
        }

        var toOrigin = Matrix.Translation(-view.Left, -view.Bottom);
        return rotation switch
        {
            90 => toOrigin.Then(new Matrix(0, -1, 1, 0, 0, 0).Then(Matrix.Translation(0, view.Width))),
            180 => toOrigin.Then(new Matrix(-1, 0, 0, -1, 0, 0).Then(Matrix.Translation(view.Width, view.Height))),
            270 => toOrigin.Then(new Matrix(0, 1, -1, 0, 0, 0).Then(Matrix.Translation(view.Height, 0))),
            _ => toOrigin,
        };
    }
}
