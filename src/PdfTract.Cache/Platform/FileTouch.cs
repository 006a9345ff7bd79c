namespace PdfTract.Cache;

/// <summary>
/// Sets a file's modification time to "now" by the clock of the file system that holds it. File.SetLastWriteTimeUtc would
/// write this machine's clock (H30), and fails for anyone but the owner even on a file that all may write (H40).
/// </summary>
internal static class FileTouch
{
    /// <summary>AT_SYMLINK_NOFOLLOW: a link that a neighbour planted gets the time itself, and what it points to keeps its own (H34).</summary>
    private static readonly int NoFollow = Os.IsMac ? 0x20 : 0x100;

    /// <returns>Whether the time was set. Failure is silent: a read-only cache still serves hits (H37).</returns>
    public static bool Now(string path)
    {
        if (!Os.IsWindows)
        {
            return Posix.SetTimesToNow(path, NoFollow) == 0;
        }

        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
