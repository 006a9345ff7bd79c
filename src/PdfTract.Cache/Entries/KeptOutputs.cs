namespace PdfTract.Cache.Entries;

/// <summary>
/// What a standing entry holds besides the outputs that are about to be stored under its key. The new entry keeps it, so that two projects
/// that ask for different kinds do not replace each other's results for ever (H66).
/// </summary>
/// <param name="standing">The standing entry, verified as for a hit, with the signing key if there is one. It stays its owner's.</param>
/// <param name="outputs">Those of its outputs that are kept; at least one.</param>
internal sealed class KeptOutputs(EntryReader standing, IReadOnlyList<EntryOutput> outputs)
{
    public IReadOnlyList<EntryOutput> Outputs => outputs;

    /// <summary>Copies the stored bytes: nothing is decompressed.</summary>
    /// <param name="destination">Holds the new outputs already.</param>
    /// <param name="cancellationToken">Ends the copying between two blocks.</param>
    /// <returns>False when the new outputs have to stand alone, because these can no longer be read.</returns>
    public bool TryCopyTo(EntrySink destination, CancellationToken cancellationToken)
    {
        try
        {
            return outputs.All(output => TryCopyOne(output, destination, cancellationToken));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // If it is the destination's disk that is full, storing less is worth a try as well.
            return false;
        }
    }

    /// <summary>A long entry may have been written to since it was verified. Without a signature, its restore finds that out.</summary>
    private bool TryCopyOne(EntryOutput output, EntrySink destination, CancellationToken cancellationToken)
    {
        standing.CopyStored(
            output,
            (bytes, count) =>
            {
                bytes.AsSpan(0, count).CopyTo(destination.Room(count));
                destination.Advance(count);
            },
            cancellationToken);
        destination.EndBody();
        return standing.SignedDigestOf(output) is not { } signed || destination.Digests[destination.Digests.Count - 1] == signed;
    }
}
