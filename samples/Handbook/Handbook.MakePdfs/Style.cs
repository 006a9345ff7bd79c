namespace Handbook.MakePdfs;

/// <summary>How a kind of text looks, in points. Leading is the distance from one line to the next.</summary>
internal sealed record Style(Typeface Face, double Size, double Leading, double SpaceBefore, double Indent = 0)
{
    public static Style Title { get; } = new(Typeface.SansBold, 20, 26, 0);

    public static Style Author { get; } = new(Typeface.Italic, 10.5, 16, 0);

    public static Style Heading { get; } = new(Typeface.SansBold, 11.5, 16, 10);

    public static Style Paragraph { get; } = new(Typeface.Roman, 10.5, 14, 5);

    public static Style Bullet { get; } = new(Typeface.Roman, 10.5, 14, 3, Indent: 12);

    public static Style Note { get; } = new(Typeface.Italic, 10.5, 14, 7, Indent: 12);

    public static Style TableHead { get; } = new(Typeface.SansBold, 8.5, 14, 8);

    public static Style TableRow { get; } = new(Typeface.Sans, 8.5, 13.5, 0);

    public static Style Footer { get; } = new(Typeface.Sans, 8, 10, 0);
}
