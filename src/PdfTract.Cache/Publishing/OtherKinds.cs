namespace PdfTract.Cache;

/// <summary>
/// What a standing entry holds besides the outputs that are about to be stored under its key. The new entry keeps it, so that two projects
/// which ask for different kinds do not replace each other's results for ever (H66).
/// </summary>
/// <remarks>
/// Invariants: (1) kept is only what was verified as for a hit, of the very same key, and with a signing key only what was signed with it;
/// (2) bytes of two different results never get into one entry: if a kind that both have differs, the new outputs stand alone (H10).
/// Of two writers that add different kinds at the same moment the last one wins; the other's kind is added by its next build.
/// </remarks>
internal sealed class OtherKinds : IDisposable
{
    private readonly EntryReader _standing;

    private OtherKinds(EntryReader standing, IReadOnlyList<EntryOutput> outputs)
    {
        _standing = standing;
        Outputs = outputs;
    }

    /// <summary>As the standing entry states them; at least one.</summary>
    public IReadOnlyList<EntryOutput> Outputs { get; }

    /// <returns>Null when there is nothing to keep: nothing stands there, it has no other kinds, it cannot be trusted, or all would be too many.</returns>
    public static OtherKinds? Of(string entry, StoreRequest request, CacheSettings settings, CancellationToken cancellationToken)
    {
        // The header alone says whether the whole is worth reading.
        if (StandingEntry.Look(entry, request.Key).Metadata is not { } header || Besides(header, request).Count == 0)
        {
            return null;
        }

        var reader = EntryReader.Open(entry, request.Key, [], settings.SigningKey, cancellationToken).Reader;
        if (reader is not null && Besides(reader.Metadata, request) is { Count: > 0 } others && others.Count + request.Outputs.Count <= EntryFormat.MaxOutputs)
        {
            return new OtherKinds(reader, others);
        }

        reader?.Dispose();
        return null;
    }

    /// <summary>Copies the stored bytes: nothing is decompressed.</summary>
    /// <param name="destination">Holds the new outputs already.</param>
    /// <param name="written">The new outputs.</param>
    /// <param name="cancellationToken">Ends the copying between two blocks.</param>
    /// <returns>False when the new outputs have to stand alone: they contradict the standing ones, or those can no longer be read.</returns>
    public bool TryCopyTo(EntrySink destination, IReadOnlyList<EntryOutput> written, CancellationToken cancellationToken)
    {
        if (_standing.Metadata.Contradicts(written))
        {
            return false;
        }

        try
        {
            return Outputs.All(output => TryCopyOne(output, destination, cancellationToken));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // If it is the destination's disk that is full, storing less is worth a try as well.
            return false;
        }
    }

    public void Dispose() => _standing.Dispose();

    private static List<EntryOutput> Besides(EntryMetadata standing, StoreRequest request) =>
        [.. standing.Outputs.Where(output => request.Outputs.All(stored => stored.Kind != output.Kind))];

    /// <summary>A long entry may have been written to since it was verified. Without a signature, its restore finds that out.</summary>
    private bool TryCopyOne(EntryOutput output, EntrySink destination, CancellationToken cancellationToken)
    {
        _standing.CopyStored(
            output,
            (bytes, count) =>
            {
                bytes.AsSpan(0, count).CopyTo(destination.Room(count));
                destination.Advance(count);
            },
            cancellationToken);
        destination.EndBody();
        return _standing.SignedDigestOf(output) is not { } signed || destination.Digests[destination.Digests.Count - 1] == signed;
    }
}
