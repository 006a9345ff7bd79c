using PdfTract.Cache.Entries;

namespace PdfTract.Cache.Outputs;

/// <summary>Where a hit's outputs go: files or memory.</summary>
internal interface IRestoreTarget
{
    /// <summary>Takes what it wants of a verified entry, which has all of it; or leaves everything as it was.</summary>
    /// <returns>How many were written.</returns>
    /// <exception cref="InvalidDataException">The entry was written to since it was verified, or was forged.</exception>
    /// <exception cref="IOException">An output cannot be written, or the entry no longer read.</exception>
    /// <exception cref="UnauthorizedAccessException">An output may not be written.</exception>
    int Take(EntryReader entry, CancellationToken cancellationToken);
}
