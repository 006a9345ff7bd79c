namespace Handbook.MakePdfs;

/// <summary>The paper: A5, in points, counted from the lower left corner.</summary>
internal static class Sheet
{
    public const double Width = 420;
    public const double Height = 595;

    public const double Left = 54;
    public const double Right = Width - 54;
    public const double Top = Height - 56;
    public const double Bottom = 64;
    public const double FooterLine = 36;

    public const double Gutter = 20;
}
