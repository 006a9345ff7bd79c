namespace PdfTract.Cache.Build.PdfPig;

/// <summary>An upright rectangle on the page, in points, with the origin at the page's bottom left.</summary>
internal readonly record struct Box(double Left, double Bottom, double Right, double Top)
{
    public double Width => Right - Left;

    public double Height => Top - Bottom;

    public static Box Around(Box a, Box b) =>
        new(Math.Min(a.Left, b.Left), Math.Min(a.Bottom, b.Bottom), Math.Max(a.Right, b.Right), Math.Max(a.Top, b.Top));
}
