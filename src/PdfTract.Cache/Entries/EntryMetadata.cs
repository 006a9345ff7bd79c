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

    /// <param name="output">One of <see cref="Outputs"/>, that very object.</param>
    /// <param name="index">Which one it is.</param>
    /// <returns>Where its body begins, in bytes from the first body's beginning.</returns>
    public long Locate(EntryOutput output, out int index)
    {
        var offset = 0L;
        for (index = 0; !ReferenceEquals(Outputs[index], output); index++)
        {
            offset += Outputs[index].StoredLength;
        }

        return offset;
    }
}
