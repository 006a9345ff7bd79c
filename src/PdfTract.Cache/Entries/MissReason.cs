namespace PdfTract.Cache.Entries;

/// <summary>Why a look-up did not end in a hit. Every miss has exactly one.</summary>
public enum MissReason
{
    /// <summary>Not a miss.</summary>
    None,

    /// <summary>Nobody has stored this key, or its entry was evicted. A file that vanished while it was opened counts here (H18).</summary>
    Absent,

    /// <summary>The file is not what a finished store wrote: truncated, flipped, a hole of zeros. It is removed.</summary>
    Corrupt,

    /// <summary>The file is whole and of another key: two keys share a name (H21). It stays until a store replaces it.</summary>
    ForeignKey,

    /// <summary>The entry is whole and has the right key, and lacks an output kind that was asked for (H66). It stays until a store adds that kind.</summary>
    KindsMissing,

    /// <summary>A whole entry of a newer format. It stays, and stores leave it alone (H20, H44).</summary>
    NewerFormat,

    /// <summary>The file cannot be read now: permission, an I/O error, a sharing violation. Busy is not corrupt: it stays (H19).</summary>
    Unreadable,

    /// <summary>The store as a whole cannot be asked: its directory may not be opened, or is gone for now. Whether it has the entry is not known.</summary>
    Unavailable,

    /// <summary>The file is whole, this build has a signing key, and the entry has no signature of that key (H45). It stays until a store replaces it.</summary>
    Untrusted,

    /// <summary>Like <see cref="Untrusted"/>, but it claims this build's own key and the signature is wrong: somebody wrote it on purpose.</summary>
    Forged,

    /// <summary>The build asked to ignore what is stored and to store anew (H22).</summary>
    Refresh,

    /// <summary>
    /// The entry is whole, and its outputs cannot be written where they were asked for: a full disk, no permission, a file that is in use. To extract
    /// them would end there too.
    /// </summary>
    OutputNotWritable,
}
