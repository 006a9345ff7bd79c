namespace PdfTract.Cache.Platform;

/// <summary>Room on a file system, before much is written to it.</summary>
internal static class FreeSpace
{
    /// <summary>What a build and its neighbours are left with: 64 MiB.</summary>
    private const long Reserve = 64 * 1024 * 1024;

    /// <exception cref="IOException">A file of that length would leave less than a reserve on the file system that it goes to.</exception>
    public static void Require(string file, long length)
    {
        if (Of(Path.GetDirectoryName(file)!) is { } free && length > Math.Max(0, free - Reserve))
        {
            throw new IOException($"'{file}' needs {length} bytes, and its file system has {free} left.");
        }
    }

    /// <returns>Null when it cannot be told.</returns>
    private static long? Of(string folder)
    {
        try
        {
            while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            {
                folder = parent;
            }

            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
