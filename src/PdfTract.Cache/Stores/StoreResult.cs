namespace PdfTract.Cache.Stores;

/// <summary>The result of one store.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">For the log: what exactly went wrong; null when nothing did.</param>
/// <param name="StoredBytes">The entry's length; 0 unless stored.</param>
/// <param name="ReplacedDifferent">
/// An entry of the same key with other content stood there: the extractor is not deterministic (H10). One of the two is
/// kept, whole.
/// </param>
public sealed record StoreResult(StoreOutcome Outcome, string? Detail = null, long StoredBytes = 0, bool ReplacedDifferent = false);
