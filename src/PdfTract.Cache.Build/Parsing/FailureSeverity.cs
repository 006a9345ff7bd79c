namespace PdfTract.Cache.Build.Parsing;

/// <summary>What a document that cannot be extracted is for the build: the property <c>PdfExtractFailures</c>.</summary>
internal enum FailureSeverity
{
    Error,
    Warning,
    Message,
}
