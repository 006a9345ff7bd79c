using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Stores;

/// <summary>
/// Takes over an entry that was sealed elsewhere, byte for byte, after it was verified as for a hit: with this store's signing key, if it has one,
/// and within its limits. It replaces what stands under the key.
/// </summary>
/// <param name="key">The key that it must have.</param>
/// <param name="open">Opens what was sealed, seekable, at its beginning. Called twice, for what nobody writes to meanwhile.</param>
/// <param name="settings">The signing key, and how long an entry can be.</param>
internal sealed class ImportedSeal(CacheKey key, Func<Stream> open, CacheSettings settings) : IEntrySeal
{
    public CacheKey Key => key;

    public StandingEntry Compare(EntryLookup standing, CancellationToken cancellationToken) => new(standing);

    public long WriteTo(Stream destination, KeptOutputs? kept, CancellationToken cancellationToken)
    {
        using (var imported = open())
        {
            var lookup = EntryReader.Read(imported, key, kinds: [], settings.SigningKey, cancellationToken, settings.MaxSize);
            lookup.Reader?.Dispose();
            if (lookup.Reason != MissReason.None)
            {
                throw new InvalidDataException($"What was to be imported is no entry of the key {key}: {lookup.Reason}. {lookup.Detail}");
            }
        }

        using var verified = open();
        return verified.ForEachBlock(long.MaxValue, (bytes, count) => destination.Write(bytes, 0, count), cancellationToken);
    }
}
