using Microsoft.Win32.SafeHandles;

namespace PdfTract.Cache;

/// <summary>
/// The twelve permission bits of a file or folder. On Windows, where folders hand their access lists down by themselves, and on
/// .NET Framework, which knows no such bits, there are none.
/// </summary>
internal static class UnixPermissions
{
    /// <summary>The bits of a folder, or of the one that a link leads to; null where there are none to be had.</summary>
    public static int? Of(string folder)
    {
#if !NETFRAMEWORK
        try
        {
            return OperatingSystem.IsWindows() ? null : (int)File.GetUnixFileMode(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, or hidden: the umask decides.
        }
#endif
        return null;
    }

    /// <summary>Sets the bits of a file, by handle: whatever its name means by now. A file system without them keeps its own.</summary>
    public static void Set(SafeFileHandle file, int bits)
    {
#if !NETFRAMEWORK
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, (UnixFileMode)bits);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // vfat and most SMB mounts have no such bits and refuse to set them: what is there has to do.
        }
#endif
    }

    /// <summary>Sets the bits of a folder that nobody else knows yet.</summary>
    public static void Set(string folder, int bits)
    {
#if !NETFRAMEWORK
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder, (UnixFileMode)bits);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As for a file.
        }
#endif
    }
}
