namespace PdfTract.Cache.Build.PdfPig;

/// <summary>One page, read or not. What becomes of the document when a page cannot be read is for the caller to say.</summary>
/// <param name="Contents">The page; an empty one when it cannot be read.</param>
/// <param name="Reason">Why it cannot be read, without the document's path: it is part of an output. Null when it was read.</param>
/// <param name="Failure">The same for the build's log.</param>
internal sealed record PageResult(PageContents Contents, string? Reason = null, ExtractionFailedException? Failure = null);
