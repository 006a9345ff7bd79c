using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Stores;

/// <summary>
/// An entry that is about to be published. It knows what is in the entry, and nothing of names, temps and renames; who publishes knows those, and
/// nothing of what is in it.
/// </summary>
internal interface IEntrySeal
{
    CacheKey Key { get; }

    /// <summary>Compares what is to be stored with what stands under its key.</summary>
    /// <param name="standing">That. It belongs to the result.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    StandingEntry Compare(EntryLookup standing, CancellationToken cancellationToken);

    /// <summary>Writes the whole entry.</summary>
    /// <param name="destination">An empty, seekable stream.</param>
    /// <param name="kept">What the entry is to keep of the standing one; null for nothing.</param>
    /// <param name="cancellationToken">Ends the writing between two blocks.</param>
    /// <returns>The entry's length.</returns>
    /// <exception cref="FileChangedException">An output was written to meanwhile.</exception>
    /// <exception cref="InvalidDataException">What was sealed elsewhere is no whole entry of this key.</exception>
    /// <exception cref="IOException">What goes into it cannot be read, or the destination cannot be written.</exception>
    long WriteTo(Stream destination, KeptOutputs? kept, CancellationToken cancellationToken);
}
