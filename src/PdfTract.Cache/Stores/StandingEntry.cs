using PdfTract.Cache.Entries;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Stores;

/// <summary>
/// What stands under an entry's name before another is to replace it: verified as for a hit, which takes time only where there is one, in a race
/// or when everything is stored again.
/// </summary>
/// <remarks>
/// Invariant: bytes of two different results never get into one entry. If a kind that both have differs, the new outputs stand alone (H10).
/// Whether they differ is seen by comparing their bytes (H74). Of two writers that add different kinds at the same moment the last one wins;
/// the other's kind is added by its next build.
/// </remarks>
internal sealed class StandingEntry : IDisposable
{
    private readonly EntryReader? _reader;

    /// <summary>What another whole entry of the key is to replace: one is as good as the other.</summary>
    public StandingEntry(EntryLookup lookup)
    {
        _reader = lookup.Reader;
        IsNewerFormat = lookup.Reason == MissReason.NewerFormat;
        HoldsAll = _reader is not null;
    }

    /// <summary>What outputs are to replace.</summary>
    /// <param name="lookup">What stands there. It is this object's from now on.</param>
    /// <param name="request">What is to be stored there.</param>
    /// <param name="codecs">To decompress with.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    public StandingEntry(EntryLookup lookup, StoreRequest request, ZstdCodecs codecs, CancellationToken cancellationToken)
        : this(lookup)
    {
        if (_reader is not null)
        {
            var common = request.Outputs.Where(output => _reader.Metadata.Find(output.Kind) is not null).ToArray();
            Contradicts = !common.All(output => Holds(_reader, output, codecs, cancellationToken));
            HoldsAll = !Contradicts
                && common.Length == request.Outputs.Count
                && (request.KeepsOtherKinds || common.Length == _reader.Metadata.Outputs.Count);
            Kept = Contradicts ? null : OtherKinds(_reader, request);
        }
    }

    /// <summary>A whole entry of a format that this version does not know: it stays (H20).</summary>
    public bool IsNewerFormat { get; }

    /// <summary>A whole entry of the same key has other bytes for one of the kinds: the extractor is not deterministic (H10).</summary>
    public bool Contradicts { get; }

    /// <summary>A whole entry of the same key has the very outputs that are to be stored, and, where nothing else is to stay (H22), no others; or, for an imported one, there is one.</summary>
    public bool HoldsAll { get; }

    /// <summary>What the new entry is to keep of it; null for nothing.</summary>
    public KeptOutputs? Kept { get; }

    public void Dispose() => _reader?.Dispose();

    private static KeptOutputs? OtherKinds(EntryReader standing, StoreRequest request)
    {
        EntryOutput[] others = [.. standing.Metadata.Outputs.Where(output => request.Outputs.All(stored => stored.Kind != output.Kind))];
        return request.KeepsOtherKinds && others.Length > 0 && others.Length + request.Outputs.Count <= EntryFormat.MaxOutputs
            ? new KeptOutputs(standing, others)
            : null;
    }

    private static bool Holds(EntryReader standing, OutputFile output, ZstdCodecs codecs, CancellationToken cancellationToken)
    {
        try
        {
            using var file = OpenFile.Existing(output.Path);
            return OutputComparison.Holds(file, standing, standing.Metadata.Find(output.Kind)!, codecs, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // What cannot be compared is not the same.
            return false;
        }
    }
}
