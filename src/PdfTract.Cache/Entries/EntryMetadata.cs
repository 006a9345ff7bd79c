namespace PdfTract.Cache;

/// <summary>What an entry says of itself, between prefix and bodies.</summary>
internal sealed record EntryMetadata(CacheKey Key, Provenance Provenance, IReadOnlyList<EntryOutput> Outputs)
{
    /// <summary>Whether the entry holds exactly these kinds, in any order.</summary>
    public bool HasExactly(IReadOnlyCollection<string> kinds)
    {
        if (Outputs.Count != kinds.Count)
        {
            return false;
        }

        foreach (var output in Outputs)
        {
            if (!kinds.Contains(output.Kind))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the other entry holds the same bytes under the same kinds.</summary>
    public bool HasSameContent(EntryMetadata other) =>
        Outputs.Count == other.Outputs.Count
        && Outputs.All(mine => other.Outputs.Any(theirs =>
            theirs.Kind == mine.Kind && theirs.RawLength == mine.RawLength && theirs.RawChecksum == mine.RawChecksum));
}
