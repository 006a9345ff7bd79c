namespace PdfTract.Cache.Build.PdfPig;

/// <summary>What this extractor is called, which version it is, and what it can do.</summary>
internal static class PdfPigExtractor
{
    /// <summary>The package, as the JSON names its producer.</summary>
    public const string Name = "PdfTract.Cache.Build.PdfPig";

    /// <summary>
    /// Half of every cache key, repeated in the package's .props. The number before the plus grows with every change of the
    /// schema, of the order of reading or of anything else that changes a byte; what follows is PdfPig's own version.
    /// </summary>
    public const string PdfPigExtractorVersion = "2+pdfpig-0.1.16";

    /// <summary>The output kind of plain text.</summary>
    public const string TextKind = "text";

    /// <summary>The output kind of JSON with the place of every word; see docs/extraction-json.md.</summary>
    public const string JsonKind = "json";

    /// <summary>The version of the JSON's schema. A reader that knows it can read all of the file.</summary>
    public const int JsonSchema = 1;
}
