namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// What may be passed over. PdfPig throws everything there is on broken input, and one font or picture that cannot be read says nothing
/// about the rest of a page.
/// </summary>
internal static class Unreadable
{
    /// <summary>Everything but what ends the page or the process.</summary>
    public static bool Is(Exception e) => e is not (OutOfMemoryException or PageLimitException or StreamTooLargeException);
}
