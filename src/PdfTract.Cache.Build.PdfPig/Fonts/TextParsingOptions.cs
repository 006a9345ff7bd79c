using UglyToad.PdfPig;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>How PdfPig opens a document whose text is wanted.</summary>
internal sealed class TextParsingOptions : ParsingOptions
{
    public TextParsingOptions(string? password)
    {
        Passwords = password is null ? [] : [password];
        FilterProvider = new TextFilters();
        SkipMissingFonts = true;
    }

    /// <summary>Set by the <see cref="PdfPig.FontLoader"/> that PdfPig makes.</summary>
    public FontLoader? FontLoader { get; set; }
}
