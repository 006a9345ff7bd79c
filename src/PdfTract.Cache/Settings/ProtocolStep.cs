namespace PdfTract.Cache.Settings;

/// <summary>
/// The points between the numbered steps of the protocols, where a process may die or a disk may fail. Tests stop, fail or
/// kill there; each must leave the cache as docs/protocols.md says.
/// </summary>
internal enum ProtocolStep
{
    /// <summary>First use: the temp of the marker or of the tag is whole.</summary>
    RootTempWritten = 1,

    /// <summary>First use: marker and tag have their names; no shard is there yet.</summary>
    RootPublished = 2,

    /// <summary>First use of a shard, on Unix: its folder has its permissions, and not yet its name.</summary>
    FolderTempMade = 3,

    /// <summary>Store: the folder is there, the temp not yet.</summary>
    StoreFolderReady = 10,
    StoreTempCreated = 11,
    StoreWritten = 12,
    StoreFlushed = 13,
    StoreClosed = 14,
    StoreChecked = 15,

    /// <summary>Store: the entry has its name; a power loss may still take it.</summary>
    StorePublished = 16,

    /// <summary>Store: its folder is flushed, unless that is switched off; the store was not reported yet.</summary>
    StoreFolderFlushed = 17,

    RestoreOpened = 20,
    RestoreTempCreated = 21,
    RestoreTempWritten = 22,
    RestoreAllWritten = 23,
    RestoreBackedUp = 24,
    RestoreOneReplaced = 25,
    RestoreFinished = 26,

    CorruptFound = 30,
    CorruptMovedAside = 31,
    CorruptChecked = 32,
    CorruptFinished = 33,

    CleanupProbed = 40,
    CleanupScanned = 41,
    CleanupBeforeDelete = 42,
    CleanupDeleted = 43,

    /// <summary>Claim: its temp is whole, and has not its name yet.</summary>
    ClaimWritten = 50,

    /// <summary>Claim: the document is this process's to extract.</summary>
    ClaimTaken = 51,

    /// <summary>Claim: its document is published, or failed; the claim is gone.</summary>
    ClaimReleased = 52,
}
