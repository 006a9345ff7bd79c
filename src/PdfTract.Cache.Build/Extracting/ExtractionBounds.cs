namespace PdfTract.Cache.Build.Extracting;

/// <summary>What the extraction of one document may take. Null is no limit.</summary>
/// <param name="Timeout">The property <c>PdfExtractTimeout</c>.</param>
/// <param name="MaxMemory">In bytes, of the program with all that it started. The property <c>PdfExtractMaxMemory</c>.</param>
internal sealed record ExtractionBounds(TimeSpan? Timeout, long? MaxMemory);
