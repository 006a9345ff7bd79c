namespace PdfTract.Cache.Platform;

/// <summary>
/// What the system says of a file: by name or of an open one, in one system call on Unix. The one place where a file's times are read: they
/// are integers there, of which any may come, and clamped here to what is a date (H77).
/// </summary>
internal readonly unsafe struct FileStatus
{
    private const int NanosecondsPerTick = 100;

    /// <summary>Of a mode.</summary>
    private const int TypeMask = 0xF000, Regular = 0x8000, Directory = 0x4000, SymbolicLink = 0xA000, PermissionMask = 0xFFF;

    private readonly ushort _mode;

    private FileStatus(FileKind kind, long length, DateTime modifiedUtc)
    {
        Kind = kind;
        Length = length;
        ModifiedUtc = modifiedUtc;
    }

    /// <summary>Pointers and no generic helper, which the JIT would have to compile before the first hit.</summary>
    private FileStatus(byte* status)
    {
        if (Os.IsLinux)
        {
            _mode = *(ushort*)(status + LinuxStatus.Mode);
            Owner = *(int*)(status + LinuxStatus.Owner);
            Device = *(ulong*)(status + LinuxStatus.Device);
            Inode = *(ulong*)(status + LinuxStatus.Inode);
            Length = *(long*)(status + LinuxStatus.Size);
            Modified = new FileTime(status + LinuxStatus.Modified);
            Changed = new FileTime(status + LinuxStatus.Changed);
        }
        else
        {
            _mode = *(ushort*)(status + MacStatus.Mode);
            Owner = *(int*)(status + MacStatus.Owner);
            Device = *(uint*)(status + MacStatus.Device);
            Inode = *(ulong*)(status + MacStatus.Inode);
            Length = *(long*)(status + MacStatus.Size);
            Modified = new FileTime(status + MacStatus.Modified);
        }

        Kind = (_mode & TypeMask) switch
        {
            Regular => FileKind.File,
            Directory => FileKind.Folder,
            SymbolicLink => FileKind.Link,
            _ => FileKind.Other,
        };
        ModifiedUtc = Modified.ToUtc();
    }

    /// <summary>Whether this system tells of open files, and of names below open folders. Older C libraries and some sandboxes have no statx.</summary>
    public static bool IsOfDescriptors { get; } = !Os.IsWindows && OfPosix(PosixNames.CurrentFolder, "/", follow: true) is { Kind: FileKind.Folder };

    public FileKind Kind { get; }

    public long Length { get; }

    /// <summary>To 100 ns. What is no date is long ago, and so it ages out.</summary>
    public DateTime ModifiedUtc { get; }

    /// <summary>The modification time as the system gave it; 0 on Windows.</summary>
    public FileTime Modified { get; }

    /// <summary>The change time as the system gave it; Linux alone.</summary>
    public FileTime Changed { get; }

    /// <summary>The file system's number, as far as it matters whether two are the same; 0 on Windows.</summary>
    public ulong Device { get; }

    /// <summary>The file's number there; 0 on Windows.</summary>
    public ulong Inode { get; }

    /// <summary>The owner's user id; 0 on Windows.</summary>
    public int Owner { get; }

    /// <summary>The twelve permission bits; 0 on Windows, where folders hand their access lists down by themselves.</summary>
    public int Permissions => _mode & PermissionMask;

    /// <summary>Of what a path leads to; null when there is nothing or the system does not tell.</summary>
    public static FileStatus? Of(string path) => IsOfDescriptors ? OfPosix(PosixNames.CurrentFolder, path, follow: true) : OfPath(path, follow: true);

    /// <summary>Of what stands under the very name, a link among others; null when there is nothing or the system does not tell.</summary>
    public static FileStatus? OfUnlinked(string path) =>
        IsOfDescriptors ? OfPosix(PosixNames.CurrentFolder, path, follow: false) : OfPath(path, follow: false);

    /// <summary>Of what stands under a name in an open folder. To be called where <see cref="IsOfDescriptors"/>.</summary>
    public static FileStatus? OfUnlinked(int folder, string name) => OfPosix(folder, name, follow: false);

    /// <summary>Of an open file or folder. To be called where <see cref="IsOfDescriptors"/>.</summary>
    /// <returns>Null when it failed.</returns>
    public static FileStatus? Of(int descriptor)
    {
        var status = stackalloc byte[LinuxStatus.Length];
        var bytes = new Span<byte>(status, LinuxStatus.Length);
        return (Os.IsLinux ? LinuxStatus.Read(descriptor, bytes) : MacStatus.Read(descriptor, bytes)) == 0 ? new FileStatus(status) : null;
    }

    /// <summary>Whether both are the same file, whatever their names. Only where the system numbers files.</summary>
    public bool IsSameFile(FileStatus other) => Inode != 0 && Inode == other.Inode && Device == other.Device;

    private static FileStatus? OfPosix(int folder, string name, bool follow)
    {
        // More than macOS's struct stat has.
        var status = stackalloc byte[LinuxStatus.Length];
        var bytes = new Span<byte>(status, LinuxStatus.Length);
        try
        {
            var isRead = Os.IsLinux ? LinuxStatus.Read(folder, name, follow, bytes) == 0 : Os.IsMac && MacStatus.Read(folder, name, follow, bytes) == 0;
            return isRead ? new FileStatus(status) : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    private static FileStatus? OfPath(string path, bool follow)
    {
        try
        {
            FileSystemInfo info = System.IO.Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            return !info.Exists ? null
                : !follow && (info.Attributes & FileAttributes.ReparsePoint) != 0 ? new FileStatus(FileKind.Link, 0, TimeOf(info))
                : info is FileInfo file ? new FileStatus(FileKind.File, file.Length, TimeOf(info))
                : new FileStatus(FileKind.Folder, 0, TimeOf(info));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>.NET throws at a time that is no date.</summary>
    private static DateTime TimeOf(FileSystemInfo info)
    {
        try
        {
            return info.LastWriteTimeUtc;
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTime.MinValue;
        }
    }

    /// <summary>A time as the system keeps it. Any number may come.</summary>
    /// <param name="Seconds">Since 1970.</param>
    /// <param name="Nanoseconds">More than those.</param>
    internal readonly record struct FileTime(long Seconds, uint Nanoseconds)
    {
        private const long FirstSecond = -62_135_596_800, LastSecond = 253_402_300_799;

        /// <summary>Both systems have 64 bits of seconds and the nanoseconds behind them.</summary>
        public FileTime(byte* time)
            : this(*(long*)time, *(uint*)(time + sizeof(long)))
        {
        }

        public DateTime ToUtc() => Seconds is < FirstSecond or > LastSecond
            ? DateTime.MinValue
            : DateTimeOffset.FromUnixTimeSeconds(Seconds).UtcDateTime.AddTicks(Nanoseconds / NanosecondsPerTick);
    }
}
