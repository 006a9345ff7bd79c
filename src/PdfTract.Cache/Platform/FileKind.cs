namespace PdfTract.Cache.Platform;

/// <summary>What stands under a name, as far as it matters here.</summary>
internal enum FileKind
{
    /// <summary>A pipe, a device or a socket: opening it may wait for ever, and reading it may never end.</summary>
    Other,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link, or on Windows a junction, a mount point or any other reparse point: what is behind it lies elsewhere (H34).</summary>
    Link,
}
