using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Stores;

/// <summary>Seals the outputs of a finished extraction.</summary>
internal sealed class OutputsSeal(StoreRequest request, ZstdCodecs codecs, SigningKey? signingKey) : IEntrySeal
{
    public CacheKey Key => request.Key;

    public StandingEntry Compare(EntryLookup standing, CancellationToken cancellationToken) => new(standing, request, codecs, cancellationToken);

    public long WriteTo(Stream destination, KeptOutputs? kept, CancellationToken cancellationToken) =>
        new EntryWriter(codecs, signingKey).Write(destination, request.Key, request.Provenance, request.Outputs, cancellationToken, kept).Length;
}
