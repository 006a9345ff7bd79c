using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace PdfTract.Cache;

/// <summary>The few system calls that .NET has no exact form of.</summary>
/// <remarks>
/// In code compiled ahead of time, the first call of <see cref="Marshal.GetLastWin32Error"/> may load an assembly before it runs, by
/// code of the host that makes system calls of its own: what it then returns is theirs. A busy entry was taken for a free one in this way
/// (H19). So it is called once before the first system call.
/// </remarks>
internal static class Native
{
    public static readonly bool IsWindows;

    public static readonly bool IsMac;

    [SuppressMessage("Performance", "CA1810", Justification = "It must have run before the first system call, not at any time.")]
    static Native()
    {
        IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        IsMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
        _ = Marshal.GetLastWin32Error();
    }

    /// <summary>MOVEFILE_REPLACE_EXISTING, and on purpose not MOVEFILE_COPY_ALLOWED.</summary>
    public const uint ReplaceExisting = 0x1;

    /// <summary>MOVEFILE_WRITE_THROUGH: the call returns when the rename is on the device.</summary>
    public const uint WriteThrough = 0x8;

    [DllImport("libc", EntryPoint = "rename", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int PosixRename(
        [MarshalAs(UnmanagedType.LPStr)] string from,
        [MarshalAs(UnmanagedType.LPStr)] string to);

    /// <param name="path">What to open; nothing is created, so that the mode may be left out.</param>
    /// <param name="flags">See <see cref="OpenFlags"/>.</param>
    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int PosixOpen([MarshalAs(UnmanagedType.LPStr)] string path, int flags);

    /// <returns>How many bytes were read, 0 at the end, or -1.</returns>
    [DllImport("libc", EntryPoint = "pread", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern IntPtr PosixRead(int descriptor, ref byte buffer, IntPtr count, long offset);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int PosixLock(int descriptor, int operation);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int PosixFsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int PosixClose(int descriptor);

    /// <param name="processId">Whom.</param>
    /// <param name="signal">0: nothing is sent, and only asked whether that would work.</param>
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int PosixKill(int processId, int signal);

    /// <param name="path">The folder; its parent must be there.</param>
    /// <param name="mode">The permissions, of which the umask takes its part.</param>
    [DllImport("libc", EntryPoint = "mkdir", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int PosixMakeFolder(
        [MarshalAs(UnmanagedType.LPStr)] string path,
        int mode);

    /// <param name="folder">AT_FDCWD; ignored, because every path here is absolute.</param>
    /// <param name="path">The file.</param>
    /// <param name="times">Null: both times become the file system's own "now", which works on another owner's file.</param>
    /// <param name="flags">AT_SYMLINK_NOFOLLOW, or 0.</param>
    [DllImport("libc", EntryPoint = "utimensat", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int PosixSetTimes(
        int folder,
        [MarshalAs(UnmanagedType.LPStr)] string path,
        IntPtr times,
        int flags);

    [DllImport("kernel32", EntryPoint = "MoveFileExW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool MoveFileEx(string from, string to, uint flags);

    [DllImport("libc", EntryPoint = "link", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int PosixLink(
        [MarshalAs(UnmanagedType.LPStr)] string existing,
        [MarshalAs(UnmanagedType.LPStr)] string name);

    [DllImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool CreateHardLink(string name, string existing, IntPtr security);
}
