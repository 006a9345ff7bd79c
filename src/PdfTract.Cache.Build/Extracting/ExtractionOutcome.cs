namespace PdfTract.Cache.Build.Extracting;

/// <summary>What became of one document's extraction.</summary>
/// <param name="Elapsed">How long the program ran.</param>
/// <param name="Printed">What it printed; null when it did not run.</param>
/// <param name="Failure">Null when every output is where it belongs.</param>
internal sealed record ExtractionOutcome(TimeSpan Elapsed, string? Printed, ExtractionFailure? Failure);
