using PdfTract.Cache.Fingerprints;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Records;

/// <summary>
/// In which state a file is: what differs after it was written, replaced, renamed over, or reached through another link. Compared for being the
/// same, never for being newer: a document that was replaced is often older.
/// </summary>
/// <param name="Length">In bytes.</param>
/// <param name="Modified">The modification time in nanoseconds since 1970. Anybody who may write the file can set it.</param>
/// <param name="Changed">The change time, which is the kernel's own; where the system does not tell, the creation time.</param>
/// <param name="Inode">The file's number; 0 where the system does not tell. Without the device's, which is another after each mount.</param>
internal readonly record struct FileState(long Length, long Modified, long Changed, ulong Inode)
{
    private const long NanosecondsPerTick = 100;

    /// <summary>A kernel's clock for files ticks every 4 to 10 ms.</summary>
    private const long OwnTick = 100_000_000;

    /// <summary>FAT's clock ticks every 2 s, and a server's need not be this machine's.</summary>
    private const long AnyTick = 2_000_000_000;

    /// <summary>Of a file that is not there, where that is a state as any other.</summary>
    public static readonly FileState Missing = new(-1, 0, 0, 0);

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <returns>Null when the path leads to no regular file.</returns>
    public static FileState? Of(string path)
    {
        if (FileIdentity.Of(path) is { } identity)
        {
            return new FileState(identity.Length, identity.Modified, identity.Changed, identity.Inode);
        }

        try
        {
            return FileStamp.TryOf(path) is { } stamp && RegularFile.MayBe(path)
                ? new FileState(stamp.Length, Nanoseconds(stamp.ModifiedUtc), Os.IsLinux ? 0 : Nanoseconds(File.GetCreationTimeUtc(path)), 0)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether another edit after a moment may have left the same state: it may fall into the same tick of the file's clock (H50). A time in
    /// the future is no such case: the next edit's will be another.
    /// </summary>
    /// <param name="path">The file's.</param>
    /// <param name="moment">When the bytes began to count: not later than they were read.</param>
    public bool IsYoung(string path, DateTime moment)
    {
        var time = Inode == 0 ? Modified : Changed;
        return time >= Nanoseconds(moment) - AnyTick
            && time <= Nanoseconds(DateTime.UtcNow) + AnyTick
            && (Inode == 0 || time >= Nanoseconds(moment) - OwnTick || !FileSettling.IsOnKnownFileSystem(path));
    }

    /// <summary>By hand, as for <see cref="CacheKey"/>: the comparer that would be generated is compiled anew in each process.</summary>
    public bool Equals(FileState other) =>
        Length == other.Length && Modified == other.Modified && Changed == other.Changed && Inode == other.Inode;

    public override int GetHashCode() => Modified.GetHashCode() ^ Inode.GetHashCode();

    private static long Nanoseconds(DateTime time) => unchecked((time - Epoch).Ticks * NanosecondsPerTick);
}
