namespace PdfTract.Cache.Platform;

/// <summary>
/// The atomic rename that everything rests on. File.Move is not used over an existing file: across devices it silently
/// copies, and readers saw 404,437 partial lengths in five such moves; .NET Framework cannot replace at all.
/// </summary>
internal static class FileRename
{
    /// <summary>Renames over whatever file stands at <paramref name="to"/>: a reader sees the old file or the new, never a mixture.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">Its new name, on the same device.</param>
    /// <param name="writeThrough">Windows: return when the rename is on the device. Elsewhere <see cref="OpenFolder.Flush"/> does that, for any number of renames.</param>
    /// <exception cref="DirectoryNotFoundException">The source, or the target's folder, is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission; on Windows also: somebody has the target open.</exception>
    /// <exception cref="IOException">Anything else: another device, a folder in the way, a full disk.</exception>
    public static void Replace(string from, string to, bool writeThrough = false)
    {
        if (Os.IsWindows)
        {
            var error = Win32.Move(LongPath(Path.GetFullPath(from)), LongPath(Path.GetFullPath(to)), Win32.ReplaceExisting | (writeThrough ? Win32.WriteThrough : 0));
            if (error != 0)
            {
                throw WindowsError(error, from, to);
            }
        }
        else
        {
            var answer = PosixNames.Rename(PosixNames.CurrentFolder, from, to);
            if (answer != 0)
            {
                throw IoError.OfPosix(-answer, Action(from, to));
            }
        }
    }

    /// <summary>Renames to a name that must not exist; a file that has it already keeps it. <see cref="OpenFolder.RenameIntoFreeName"/> is exact on Unix.</summary>
    /// <returns>Whether this call took the name.</returns>
    /// <remarks>
    /// Elsewhere File.Move may look first and then rename, over whatever came in between (strace). That has to do: it is only used where
    /// losing that race replaces a file by its equal.
    /// </remarks>
    public static bool IntoFreeName(string from, string to)
    {
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

    private static Exception WindowsError(int error, string from, string to)
    {
        const int NoSuchFile = 2, NoSuchPath = 3, AccessDenied = 5, HResultOfWin32 = unchecked((int)0x80070000);
        var message = IoError.Describe(error, Action(from, to));
        return error switch
        {
            NoSuchFile or NoSuchPath => new DirectoryNotFoundException(message),
            AccessDenied => new UnauthorizedAccessException(message),
            _ => new IOException(message, HResultOfWin32 | error),
        };
    }

    private static string Action(string from, string to) => $"rename '{from}' to '{to}'";

    /// <summary>MoveFileEx itself stops at 260 characters unless the path says that it is a long one (H42).</summary>
    internal static string LongPath(string full)
    {
        const int MaxPath = 260;
        const string Share = @"\\", Device = @"\\.\", Long = @"\\?\", LongShare = @"\\?\UNC\";
        bool Begins(string with) => full.StartsWith(with, StringComparison.Ordinal);
        return full.Length < MaxPath || Begins(Long) || Begins(Device) ? full : Begins(Share) ? LongShare + full.Substring(Share.Length) : Long + full;
    }
}
