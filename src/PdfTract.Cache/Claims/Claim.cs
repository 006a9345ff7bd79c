namespace PdfTract.Cache.Claims;

/// <summary>The answer to a claim.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Since">Of one that is held: since when, as far as it was seen from here, by the share's clock.</param>
internal readonly record struct Claim(ClaimOutcome Outcome, DateTime Since = default);
