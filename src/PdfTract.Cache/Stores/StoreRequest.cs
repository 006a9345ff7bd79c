using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Stores;

/// <summary>One of many stores: <see cref="ExtractionCache.StoreAll"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Provenance">Where the outputs come from.</param>
/// <param name="Outputs">The files, each kind once.</param>
public sealed record StoreRequest(CacheKey Key, Provenance Provenance, IReadOnlyList<OutputFile> Outputs)
{
    /// <summary>Whether the new entry keeps what the standing one holds of other kinds. <c>false</c> for a refresh: what stands there is not wanted (H22).</summary>
    public bool KeepsOtherKinds { get; init; } = true;

    /// <exception cref="ArgumentException">A kind is no well-formed name, is given twice, or there are none or more than 64.</exception>
    internal void Check()
    {
        if (Outputs.Count is 0 or > EntryFormat.MaxOutputs
            || Outputs.Any(output => !OutputKind.IsValid(output.Kind))
            || Outputs.Select(output => output.Kind).Distinct(StringComparer.Ordinal).Count() != Outputs.Count)
        {
            throw new ArgumentException($"An entry holds 1 to {EntryFormat.MaxOutputs} outputs of different, well-formed kinds.");
        }
    }
}
