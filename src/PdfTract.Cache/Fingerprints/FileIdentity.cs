using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Fingerprints;

/// <summary>
/// Which file it is, and in which state: what the kernel changes with every write, rename and copy. Nobody can set the change time
/// back, so the same identity means the same bytes; see <see cref="FingerprintMemo"/> for the exceptions. Linux only.
/// </summary>
/// <param name="Device">The file system's number.</param>
/// <param name="Inode">The file's number there.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Modified">The modification time (mtime), in nanoseconds since 1970. Anybody who may write the file can set it.</param>
/// <param name="Changed">The change time (ctime), in nanoseconds since 1970: the kernel's own.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode, long Length, long Modified, long Changed)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>In the year 2242; beyond 2262 the nanoseconds do not fit.</summary>
    private const long LastSecond = 1L << 33;

    public static bool IsKnown { get; } = Os.IsLinux && FileStatus.IsOfDescriptors;

    /// <summary>Of the regular file that a path leads to.</summary>
    /// <returns>Null when it is none, when its times are out of every range, and where the system does not tell.</returns>
    public static FileIdentity? Of(string path)
    {
        if (!IsKnown)
        {
            return null;
        }

        return FileStatus.Of(path) is { Kind: FileKind.File } status && Nanoseconds(status.Modified) is { } modified && Nanoseconds(status.Changed) is { } changed
            ? new FileIdentity(status.Device, status.Inode, status.Length, modified, changed)
            : null;
    }

    private static long? Nanoseconds(FileStatus.FileTime time) =>
        time.Seconds is >= 0 and < LastSecond ? (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds : null;
}
