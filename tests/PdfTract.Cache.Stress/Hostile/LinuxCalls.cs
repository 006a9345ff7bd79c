using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PdfTract.Cache.Stress.Hostile;

/// <summary>The calls of Linux that only somebody with bad intentions makes here. Each answers whether it was done.</summary>
internal static class LinuxCalls
{
    private const int CurrentFolder = -100, NoFollow = 0x100;

    public static bool MakePipe(string path) => MakeNode(path, 0x1000);

    /// <summary>A socket's name, with nobody behind it.</summary>
    public static bool MakeSocket(string path) => MakeNode(path, 0xC000);

    /// <summary>Others that open the file have to wait until it is given back, or half a minute.</summary>
    public static bool Lease(SafeFileHandle file)
    {
        const int SetLease = 1024, WriteLease = 1;
        return Fcntl((int)file.DangerousGetHandle(), SetLease, WriteLease) == 0;
    }

    public static bool LockAlone(SafeFileHandle file)
    {
        const int Exclusive = 2, NonBlocking = 4;
        return Posix.Lock((int)file.DangerousGetHandle(), Exclusive | NonBlocking) == 0;
    }

    /// <summary>Sets the modification time to any number of seconds since 1970.</summary>
    public static bool SetTime(string path, long seconds) => Utimensat(CurrentFolder, Text(path), [seconds, 0, seconds, 0], NoFollow) == 0;

    private static bool MakeNode(string path, uint kind)
    {
        const uint AllMayReadAndWrite = 0x1B6;
        return Mknod(Text(path), kind | AllMayReadAndWrite, 0) == 0;
    }

    private static byte[] Text(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    [DllImport("libc", EntryPoint = "mknod")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mknod(byte[] path, uint mode, ulong device);

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fcntl(int descriptor, int command, int argument);

    [DllImport("libc", EntryPoint = "utimensat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Utimensat(int folder, byte[] path, long[] times, int flags);
}
