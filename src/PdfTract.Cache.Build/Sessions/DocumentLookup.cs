using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Outputs;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>What became of one document's look-up.</summary>
/// <param name="Document">The document.</param>
/// <param name="Key">Its key; null when it has none, because it could not be read or changed while it was read.</param>
/// <param name="Result">The cache's answer; null when it was not asked.</param>
/// <param name="Error">Why the document itself cannot be read.</param>
internal sealed record DocumentLookup(PlannedDocument Document, CacheKey? Key, RestoreResult? Result, string? Error)
{
    /// <summary>The output in whose place a file stands that no build made; null when there is none.</summary>
    public string? Foreign { get; init; }

    public bool IsHit => Result is { IsHit: true };

    public string Describe() => Result switch
    {
        null => Error ?? Foreign ?? "changed while it was read: extracted and not stored.",
        { IsHit: true } hit => $"restored, {hit.Written} of {Document.Outputs.Count} outputs written, the rest was right already (key {Key?.ToString()}).",
        { } miss => $"a miss, {miss.Reason}{(miss.Detail is null ? "" : $" ({miss.Detail})")} (key {Key?.ToString()}).",
    };
}
