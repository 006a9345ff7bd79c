namespace PdfTract.Cache.Stores;

/// <summary>What became of a store. None of them is a reason for a build to fail.</summary>
public enum StoreOutcome
{
    /// <summary>The entry is published.</summary>
    Stored,

    /// <summary>The settings say read-only: nothing was tried.</summary>
    ReadOnly,

    /// <summary>The directory holds somebody's files and no marker: nothing is written there (H33).</summary>
    ForeignRoot,

    /// <summary>The entry alone is larger than the whole cache may be (H35).</summary>
    TooLarge,

    /// <summary>An output was written to while it was stored (H11).</summary>
    Changed,

    /// <summary>An entry of a newer format stands there and is left alone (H20).</summary>
    NewerFormat,

    /// <summary>What was to be imported is no whole entry of its key, or is not signed with this store's key.</summary>
    Invalid,

    /// <summary>No permission, or a read-only file system.</summary>
    NotWritable,

    /// <summary>A full disk, a quota, an I/O error.</summary>
    Failed,
}
