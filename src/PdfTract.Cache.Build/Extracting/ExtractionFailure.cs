namespace PdfTract.Cache.Build;

/// <summary>Why a document was not extracted.</summary>
/// <param name="Code">One of <see cref="DiagnosticCodes"/>.</param>
/// <param name="Problem">What went wrong, to which document: a sentence.</param>
/// <param name="Kind">The same in few words and without the document's name. Two failures with one kind and one text are the same failure.</param>
/// <param name="Advice">What to do: a sentence.</param>
/// <param name="Scratch">The folder that its outputs were to be written to: another one for each document; empty when there was none.</param>
internal sealed record ExtractionFailure(string Code, string Problem, string Kind, string Advice, string Scratch = "");
