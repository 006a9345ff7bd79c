namespace PdfTract.Cache.Claims;

/// <summary>The answer to a claim.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Since">Of one that is held: since when, as far as it was seen from here, by the share's clock.</param>
internal readonly record struct Claim(ClaimOutcome Outcome, DateTime Since = default);

/// <summary>What became of a claim.</summary>
internal enum ClaimOutcome
{
    /// <summary>It is this process's until it is released.</summary>
    Taken,

    /// <summary>Another thread or process is extracting the document, as far as can be told.</summary>
    Held,

    /// <summary>None can be made here: everything goes on as without claims.</summary>
    Unavailable,
}
