using System.Diagnostics.CodeAnalysis;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// How far a document is followed. Real ones stay below a hundredth of these numbers; files that are made to exhaust their reader go
/// beyond them within seconds.
/// </summary>
internal static class ReadingLimits
{
    /// <summary>What one stream may become.</summary>
    public const int DecodedBytes = 128 * 1024 * 1024;

    /// <summary>What the content of one page may come to, with every form as often as it is drawn.</summary>
    public const long ContentBytesPerPage = 1024L * 1024 * 1024;

    public const int OperationsPerPage = 30_000_000;

    public const int FormsPerPage = 100_000;

    /// <summary>Forms within forms.</summary>
    public const int FormDepth = 50;

    public const int LettersPerPage = 2_000_000;

    /// <summary>Graphics states that are saved at once.</summary>
    public const int SavedStates = 100_000;

    /// <summary>Characters that a font's map to Unicode may spell out, and glyphs whose widths it may.</summary>
    public const int CharactersPerFont = 1_200_000;

    /// <summary>References that lead to references.</summary>
    public const int ReferenceHops = 10;

    /// <summary>Nodes above a page, and above a form field.</summary>
    public const int TreeDepth = 100;

    public const int Pages = 2_000_000;

    /// <summary>Objects that one cross-reference stream may list.</summary>
    public const int CrossReferences = 20_000_000;
}

/// <summary>A page that goes beyond one of the <see cref="ReadingLimits"/>.</summary>
/// <param name="message">What there is too much of.</param>
[SuppressMessage("Design", "CA1064", Justification = "It is caught where a page's result is made, and nowhere else.")]
internal sealed class PageLimitException(string message) : Exception(message);
