namespace PdfTract.Cache.Platform;

/// <summary>Makes a folder and those above it that are missing.</summary>
internal static class FolderCreation
{
    /// <param name="folder">A full path. A folder that is there stays as it is, at the cost of one look.</param>
    /// <param name="flush">Flush each folder made here in its parent before anything is put into it: without its name, a power
    /// loss takes all that it holds (H08). Flushing at once, and not after the entry, leaves others who find the folder the
    /// least time to rely on it.</param>
    /// <exception cref="IOException">It cannot be made or flushed, or a file stands there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void Ensure(string folder, bool flush)
    {
        var missing = new Stack<string>();
        for (var path = folder; path is not null && !Directory.Exists(path); path = Path.GetDirectoryName(path))
        {
            missing.Push(path);
        }

        foreach (var path in missing)
        {
            Directory.CreateDirectory(path);
            if (flush)
            {
                using var parent = OpenFolder.At(Path.GetDirectoryName(path)!);
                parent?.Flush();
            }
        }
    }
}
