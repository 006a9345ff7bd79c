namespace PdfTract.Cache;

/// <summary>
/// Tells files from what a neighbour may have put under a file's name: opening a FIFO waits for its writer for ever, and a link
/// leads out of the cache (H34). One look-up, no open.
/// </summary>
internal static class UnlinkedFile
{
    /// <returns>The file's length; null when there is none. FIFOs and devices have the length 0.</returns>
    /// <remarks>On Windows a link passes: what deduplicates or stores remotely marks ordinary files in the same way.</remarks>
    public static long? Length(string path)
    {
        try
        {
            var info = new FileInfo(path);
            return info.Exists && (Native.IsWindows || (info.Attributes & FileAttributes.ReparsePoint) == 0) ? info.Length : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
