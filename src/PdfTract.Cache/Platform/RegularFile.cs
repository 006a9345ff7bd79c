using System.Runtime.InteropServices;

namespace PdfTract.Cache;

/// <summary>
/// Tells files that can be read to an end from those that cannot: opening a pipe waits until somebody writes to it, and a
/// device such as /dev/zero never ends. File.Exists is true for all of them.
/// </summary>
internal static class RegularFile
{
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 0x1;

    /// <summary>struct statx is the same on every Linux; struct stat is not. Both are smaller than this.</summary>
    private const int StatusLength = 256;
    private const int LinuxModeOffset = 28;
    private const int MacModeOffset = 4;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>
    /// False for a pipe, a device or a socket, and for a link to one. True for everything else, for a path where nothing is
    /// and where the system does not tell: whoever opens it then finds out.
    /// </summary>
    public static bool MayBe(string path)
    {
        var status = new byte[StatusLength];
        try
        {
            var (result, offset) = RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
                ? (LinuxStatus(CurrentFolder, path, 0, TypeOnly, status), LinuxModeOffset)
                : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? (MacStatus(path, status), MacModeOffset) : (-1, 0);
            return result != 0 || (BitConverter.ToUInt16(status, offset) & TypeMask) is Regular or Folder;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return true;
        }
    }

    /// <exception cref="IOException">It is a pipe, a device or a socket.</exception>
    public static void Require(string path)
    {
        if (!MayBe(path))
        {
            throw new IOException($"'{path}' is a pipe, a device or a socket, and no regular file.");
        }
    }

    private static int MacStatus(string path, byte[] status) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? MacIntelStatus(path, status) : MacArmStatus(path, status);

    [DllImport("libc", EntryPoint = "statx", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LinuxStatus(int folder, [MarshalAs(UnmanagedType.LPStr)] string path, int flags, uint mask, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "stat$INODE64", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MacIntelStatus([MarshalAs(UnmanagedType.LPStr)] string path, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "stat", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MacArmStatus([MarshalAs(UnmanagedType.LPStr)] string path, [Out] byte[] status);
}
