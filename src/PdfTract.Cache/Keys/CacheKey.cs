namespace PdfTract.Cache.Keys;

/// <summary>
/// What names one extraction result: which bytes were extracted, and how. Two extractions with one key are interchangeable.
/// </summary>
/// <param name="Fingerprint">SHA-256 of the document's bytes.</param>
/// <param name="OptionsHash">SHA-256 of the canonical JSON of extractor, version and options.</param>
public readonly record struct CacheKey(Digest256 Fingerprint, Digest256 OptionsHash)
{
    /// <summary>
    /// The entry's file name without its ending: 128 bits of each half. Two keys can share it in theory; the entry's
    /// header holds the full key, so that a collision is a miss and never a wrong hit (H21).
    /// </summary>
    public string EntryName => Fingerprint.ToShortHex() + "-" + OptionsHash.ToShortHex();

    /// <summary>By hand: the comparison that the compiler writes asks for a comparer of a type that only the JIT can make.</summary>
    public bool Equals(CacheKey other) => Fingerprint == other.Fingerprint && OptionsHash == other.OptionsHash;

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode() ^ OptionsHash.GetHashCode();

    /// <summary>Both halves in full, for logs and for handing a key from one task to the next.</summary>
    public override string ToString() => Fingerprint.ToString() + "-" + OptionsHash.ToString();

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out CacheKey key)
    {
        key = default;
        var dash = text?.IndexOf('-') ?? -1;
        if (dash < 0
            || !Digest256.TryParse(text!.Substring(0, dash), out var fingerprint)
            || !Digest256.TryParse(text.Substring(dash + 1), out var optionsHash))
        {
            return false;
        }

        key = new CacheKey(fingerprint, optionsHash);
        return true;
    }
}
