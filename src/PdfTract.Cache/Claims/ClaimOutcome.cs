namespace PdfTract.Cache.Claims;

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
