using System.Runtime.InteropServices;

namespace PdfTract.Cache;

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
    private const int CurrentFolder = -100;

    /// <summary>STATX_BASIC_STATS.</summary>
    private const uint Basic = 0x7FF;

    /// <summary>struct statx, the same on every Linux.</summary>
    private const int StatusLength = 256;

    private const int ModeOffset = 28, InodeOffset = 32, LengthOffset = 40, ChangedOffset = 96, ModifiedOffset = 112, DeviceOffset = 136;
    private const int TypeMask = 0xF000, Regular = 0x8000;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>In the year 2242; beyond 2262 the nanoseconds do not fit.</summary>
    private const long LastSecond = 1L << 33;

    public static bool IsKnown { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    /// <summary>Of the regular file that a path leads to.</summary>
    /// <returns>Null when it is none, when its times make no sense, and where the system does not tell.</returns>
    public static FileIdentity? Of(string path)
    {
        if (!IsKnown)
        {
            return null;
        }

        var status = new byte[StatusLength];
        try
        {
            return Status(CurrentFolder, path, 0, Basic, status) == 0
                && (BitConverter.ToUInt16(status, ModeOffset) & TypeMask) == Regular
                && TimeAt(status, ModifiedOffset) is { } modified
                && TimeAt(status, ChangedOffset) is { } changed
                ? new FileIdentity(
                    BitConverter.ToUInt64(status, DeviceOffset), BitConverter.ToUInt64(status, InodeOffset), BitConverter.ToInt64(status, LengthOffset), modified, changed)
                : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    private static long? TimeAt(byte[] status, int offset)
    {
        var seconds = BitConverter.ToInt64(status, offset);
        return seconds is >= 0 and < LastSecond ? (seconds * NanosecondsPerSecond) + BitConverter.ToUInt32(status, offset + sizeof(long)) : null;
    }

    [DllImport("libc", EntryPoint = "statx", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(int folder, [MarshalAs(UnmanagedType.LPStr)] string path, int flags, uint mask, [Out] byte[] status);
}
