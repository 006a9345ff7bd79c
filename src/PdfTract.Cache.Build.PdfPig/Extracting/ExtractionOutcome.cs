namespace PdfTract.Cache.Build.PdfPig;

/// <summary>What became of one document's extraction.</summary>
/// <param name="Pages">How many pages were extracted.</param>
/// <param name="Elapsed">How long it took, from opening the document to its last output in place.</param>
/// <param name="Failure">Null when every output is where it belongs.</param>
internal sealed record ExtractionOutcome(int Pages, TimeSpan Elapsed, ExtractionFailedException? Failure);
