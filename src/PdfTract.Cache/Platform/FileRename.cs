using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PdfTract.Cache;

/// <summary>
/// The atomic rename that everything rests on. File.Move is not used over an existing file: across devices it silently
/// copies, and readers saw 404,437 partial lengths in five such moves; .NET Framework cannot replace at all.
/// </summary>
internal static class FileRename
{
    private const int NoSuchFile = 2;

    /// <summary>Renames over whatever file stands at <paramref name="to"/>: a reader sees the old file or the new, never a mixture.</summary>
    /// <exception cref="DirectoryNotFoundException">The source, or the target's folder, is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission; on Windows also: somebody has the target open.</exception>
    /// <exception cref="IOException">Anything else: another device, a folder in the way, a full disk.</exception>
    public static void Replace(string from, string to)
    {
        if (Native.IsWindows)
        {
            if (!Native.MoveFileEx(LongPath(from), LongPath(to), Native.ReplaceExisting))
            {
                throw WindowsError(Marshal.GetLastWin32Error(), from, to);
            }
        }
        else if (Native.PosixRename(from, to) != 0)
        {
            throw PosixError(Marshal.GetLastWin32Error(), from, to);
        }
    }

    /// <summary>Renames to a name that nobody has; whoever has it already keeps it.</summary>
    /// <returns>Whether this call took the name.</returns>
    /// <remarks>
    /// On Unix by link and unlink, which is exact: File.Move looks and then renames, over whatever came in between (strace). Where
    /// links do not exist that has to do; callers only use this where losing that race replaces a file by its equal.
    /// </remarks>
    public static bool IntoFreeName(string from, string to)
    {
        const int Exists = 17;
        if (!Native.IsWindows)
        {
            if (Native.PosixLink(from, to) == 0)
            {
                BestEffort.Delete(from);
                return true;
            }

            if (Marshal.GetLastWin32Error() == Exists)
            {
                return false;
            }
        }

        try
        {
            File.Move(from, to);
            return true;
        }
        catch (IOException) when (File.Exists(to))
        {
            return false;
        }
    }

    private static Exception PosixError(int error, string from, string to)
    {
        const int NotPermitted = 1, AccessDenied = 13, ReadOnlyFileSystem = 30;
        var message = Describe(error, from, to);
        return error switch
        {
            NoSuchFile => new DirectoryNotFoundException(message),
            NotPermitted or AccessDenied or ReadOnlyFileSystem => new UnauthorizedAccessException(message),
            _ => new IOException(message),
        };
    }

    private static Exception WindowsError(int error, string from, string to)
    {
        const int NoSuchPath = 3, AccessDenied = 5, HResultOfWin32 = unchecked((int)0x80070000);
        var message = Describe(error, from, to);
        return error switch
        {
            NoSuchFile or NoSuchPath => new DirectoryNotFoundException(message),
            AccessDenied => new UnauthorizedAccessException(message),
            _ => new IOException(message, HResultOfWin32 | error),
        };
    }

    private static string Describe(int error, string from, string to) =>
        $"Cannot rename '{from}' to '{to}': {new Win32Exception(error).Message} (error {error}).";

    /// <summary>MoveFileEx itself stops at 260 characters unless the path says that it is a long one (H42).</summary>
    private static string LongPath(string path)
    {
        const int MaxPath = 260;
        var full = Path.GetFullPath(path);
        return full.Length < MaxPath || full.StartsWith(@"\\", StringComparison.Ordinal) ? full : @"\\?\" + full;
    }
}
