namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The codes of this extractor's failures. docs/codes.md has a section for each.</summary>
internal static class FailureCodes
{
    public const string DocumentUnreadable = "PDFC1001";
    public const string OutputNotWritable = "PDFC1011";
    public const string DocumentEncrypted = "PDFC1013";
    public const string DocumentBroken = "PDFC1014";
    public const string UnknownOutputKind = "PDFC1015";
    public const string InvalidOptions = "PDFC1019";
    public const string TooLittleMemory = "PDFC1023";
}
