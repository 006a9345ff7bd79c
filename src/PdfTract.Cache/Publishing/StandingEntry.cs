namespace PdfTract.Cache;

/// <summary>What stands under an entry's name just before another is to replace it.</summary>
/// <param name="IsNewerFormat">A whole entry of a format that this version does not know.</param>
/// <param name="Difference">Whether a whole entry of the same key holds other bytes or kinds; null when there is none.</param>
internal readonly record struct StandingEntry(bool IsNewerFormat, bool? Difference)
{
    /// <summary>Whether the very outputs that are to be stored stand there: their bytes are compared (H74).</summary>
    public bool IsTheSame => Difference == false;

    /// <summary>Verifies it, which takes time only where there is one: in a race, or when everything is stored again.</summary>
    /// <param name="shard">Its folder.</param>
    /// <param name="request">What is to be stored there.</param>
    /// <param name="settings">How long an entry can be, and the key that it must be signed with to count.</param>
    /// <param name="codecs">To decompress with.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    public static StandingEntry Look(
        OpenFolder shard, StoreRequest request, CacheSettings settings, ZstdCodecs codecs, CancellationToken cancellationToken)
    {
        var lookup = EntryReader.Open(() => shard.File(CacheLayout.EntryName(request.Key)), request.Key, kinds: null, settings, cancellationToken);
        using var reader = lookup.Reader;
        return new StandingEntry(
            lookup.Reason == MissReason.NewerFormat, reader is null ? null : !HoldsOutputs(reader, request.Outputs, codecs, cancellationToken));
    }

    private static bool HoldsOutputs(EntryReader entry, IReadOnlyList<OutputFile> outputs, ZstdCodecs codecs, CancellationToken cancellationToken)
    {
        try
        {
            return entry.Metadata.HasExactly([.. outputs.Select(output => output.Kind)])
                && entry.Metadata.Outputs.All(stored => Holds(outputs.First(output => output.Kind == stored.Kind).Path, stored));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // What cannot be compared is not the same.
            return false;
        }

        bool Holds(string path, EntryOutput stored)
        {
            using var file = OpenFile.Existing(path);
            return OutputComparison.Holds(file, entry, stored, codecs, cancellationToken);
        }
    }
}
