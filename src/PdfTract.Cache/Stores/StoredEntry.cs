using PdfTract.Cache.Entries;

namespace PdfTract.Cache.Stores;

/// <summary>What can be told of an entry without reading its outputs. Its size and its last use are the file system's, the rest is what it says of itself, unverified.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Length">In bytes, as stored.</param>
/// <param name="LastUsedUtc">By the clock of the store.</param>
/// <param name="Metadata">Its key, outputs, host and cost; null where it is damaged, of another format, or not for this user to read.</param>
internal sealed record StoredEntry(string Name, long Length, DateTime LastUsedUtc, EntryMetadata? Metadata);
