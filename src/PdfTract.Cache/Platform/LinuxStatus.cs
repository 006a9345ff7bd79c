using System.Runtime.InteropServices;

namespace PdfTract.Cache;

/// <summary>The system call statx. Its struct is the same on every Linux; that of stat is not.</summary>
internal static class LinuxStatus
{
    /// <summary>Of struct statx, in bytes.</summary>
    public const int Length = 256;

    public const int Mode = 28, Inode = 32, Size = 40, Changed = 96, Modified = 112, Device = 136;

    /// <summary>Of a time: seconds since 1970, 64 bits, and then nanoseconds, 32 bits.</summary>
    public const int Nanoseconds = 8;

    private const int CurrentFolder = -100, EmptyPath = 0x1000, NoFollow = 0x100;

    /// <summary>STATX_BASIC_STATS.</summary>
    private const uint Basic = 0x7FF;

    /// <summary>Of the file that a path leads to, or of the link that it is; errno says why not.</summary>
    /// <exception cref="EntryPointNotFoundException">Older C libraries do not have it.</exception>
    public static bool TryRead(string path, bool follow, Span<byte> status) =>
        Call(CurrentFolder, path, follow ? 0 : NoFollow, Basic, ref MemoryMarshal.GetReference(status)) == 0;

    /// <summary>Of an open file; errno says why not.</summary>
    /// <exception cref="EntryPointNotFoundException">Older C libraries do not have it.</exception>
    public static bool TryRead(int descriptor, Span<byte> status) => Call(descriptor, "", EmptyPath, Basic, ref MemoryMarshal.GetReference(status)) == 0;

    [DllImport("libc", EntryPoint = "statx", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Call(int folder, [MarshalAs(UnmanagedType.LPStr)] string path, int flags, uint mask, ref byte status);
}
