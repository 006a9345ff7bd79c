namespace PdfTract.Cache.Entries;

/// <summary>Where an entry comes from. For people and for eviction; never part of the key, never trusted for anything else.</summary>
/// <param name="Host">The machine that extracted.</param>
/// <param name="ToolVersion">The version of this package that stored.</param>
/// <param name="CreatedUtc">When it was stored, by the storing machine's clock; kept to the millisecond.</param>
/// <param name="ExtractionTime">How long the extraction took; kept to the millisecond.</param>
public sealed record Provenance(string Host, string ToolVersion, DateTime CreatedUtc, TimeSpan ExtractionTime);
