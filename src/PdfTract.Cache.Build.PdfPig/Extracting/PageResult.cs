namespace PdfTract.Cache.Build.PdfPig;

/// <summary>One page, read or not. What becomes of the document when a page cannot be read is for the caller to say.</summary>
/// <param name="Contents">The page; an empty one when it cannot be read.</param>
/// <param name="Failure">Why it cannot be read; null when it was.</param>
internal sealed record PageResult(PageContents Contents, ExtractionFailedException? Failure);
