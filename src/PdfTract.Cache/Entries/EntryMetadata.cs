using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Entries;

/// <summary>What an entry says of itself, between prefix and bodies.</summary>
internal sealed record EntryMetadata(CacheKey Key, Provenance Provenance, IReadOnlyList<EntryOutput> Outputs)
{
    /// <returns>The output of a kind; null when the entry does not hold it. By a loop: it is asked once an output of every hit.</returns>
    public EntryOutput? Find(string kind)
    {
        foreach (var output in Outputs)
        {
            if (output.Kind == kind)
            {
                return output;
            }
        }

        return null;
    }

    /// <summary>Whether the entry holds all of these kinds; it may hold more.</summary>
    public bool HasAll(IReadOnlyCollection<string> kinds)
    {
        foreach (var kind in kinds)
        {
            if (Find(kind) is null)
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
