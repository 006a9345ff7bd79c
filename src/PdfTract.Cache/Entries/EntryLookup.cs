namespace PdfTract.Cache.Entries;

/// <summary>What a look-up found: an open entry, or the reason why not.</summary>
/// <param name="Reader">The entry, for the caller to dispose of; null on a miss.</param>
/// <param name="Reason">Why it is a miss.</param>
/// <param name="Detail">For the log: what exactly was wrong.</param>
internal readonly record struct EntryLookup(EntryReader? Reader, MissReason Reason, string? Detail)
{
    public static EntryLookup Hit(EntryReader reader) => new(reader, MissReason.None, null);

    public static EntryLookup Miss(MissReason reason, string? detail = null) => new(null, reason, detail);
}
