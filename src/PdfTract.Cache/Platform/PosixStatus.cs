using System.Buffers.Binary;

namespace PdfTract.Cache;

/// <summary>What stat says of a file: type, length and modification time, by path or by descriptor, in one system call.</summary>
internal readonly struct PosixStatus
{
    /// <summary>More than macOS's struct stat has.</summary>
    private const int MaxLength = LinuxStatus.Length;

    /// <summary>Of its mode.</summary>
    private const int TypeMask = 0xF000, Regular = 0x8000, Folder = 0x4000, Link = 0xA000;

    private readonly ushort _mode;

    /// <summary>
    /// Every processor that is asked here has the lowest byte first. MemoryMarshal.Read is generic, and so the JIT would have to compile it
    /// before the first hit.
    /// </summary>
    private PosixStatus(ReadOnlySpan<byte> status)
    {
        var (mode, length, modified) = Os.IsLinux ? (LinuxStatus.Mode, LinuxStatus.Size, LinuxStatus.Modified) : (MacStatus.Mode, MacStatus.Size, MacStatus.Modified);
        _mode = BinaryPrimitives.ReadUInt16LittleEndian(status.Slice(mode));
        Length = BinaryPrimitives.ReadInt64LittleEndian(status.Slice(length));
        ModifiedUtc = Time(BinaryPrimitives.ReadInt64LittleEndian(status.Slice(modified)), BinaryPrimitives.ReadUInt32LittleEndian(status.Slice(modified + LinuxStatus.Nanoseconds)));
    }

    /// <summary>Whether this system has it. Older C libraries and some sandboxes have no statx.</summary>
    public static bool IsKnown { get; } = Of("/") is { IsFolder: true };

    public bool IsRegular => IsRegularMode(_mode);

    public bool IsFolder => (_mode & TypeMask) == Folder;

    public bool IsLink => (_mode & TypeMask) == Link;

    public long Length { get; }

    /// <summary>To the same 100 ns as .NET gives it.</summary>
    public DateTime ModifiedUtc { get; }

    public static bool IsRegularMode(ushort mode) => (mode & TypeMask) == Regular;

    /// <summary>Of the file that a path leads to; null when there is none or the system does not tell.</summary>
    public static PosixStatus? Of(string path) => Of(path, follow: true);

    /// <summary>Of what stands under the very name, a link among others; null when there is nothing or the system does not tell.</summary>
    public static PosixStatus? OfUnlinked(string path) => Of(path, follow: false);

    private static PosixStatus? Of(string path, bool follow)
    {
        Span<byte> status = stackalloc byte[MaxLength];
        try
        {
            var isRead = Os.IsLinux ? LinuxStatus.Read(path, follow, status) == 0 : Os.IsMac && MacStatus.Read(path, follow, status) == 0;
            return isRead ? new PosixStatus(status) : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Of an open file. To be called where <see cref="IsKnown"/>.</summary>
    /// <returns>Null when it failed.</returns>
    public static PosixStatus? Of(int descriptor)
    {
        Span<byte> status = stackalloc byte[MaxLength];
        return (Os.IsLinux ? LinuxStatus.Read(descriptor, status) : MacStatus.Read(descriptor, status)) == 0 ? new PosixStatus(status) : null;
    }

    /// <summary>A file may bear any number; what is no date is long ago, and so it ages out.</summary>
    private static DateTime Time(long seconds, uint nanoseconds)
    {
        const long FirstSecond = -62_135_596_800, LastSecond = 253_402_300_799;
        const int NanosecondsPerTick = 100;
        return seconds is < FirstSecond or > LastSecond
            ? DateTime.MinValue
            : DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.AddTicks(nanoseconds / NanosecondsPerTick);
    }
}
