namespace PdfTract.Cache;

/// <summary>
/// Makes the names in a folder survive a power loss: an fsync of a file saves its bytes and not its name (H08). On Windows
/// nothing is to be done, since the rename there is written through.
/// </summary>
internal static class FolderFlush
{
    private const int BadDescriptor = 9, AccessDenied = 13;

    /// <summary>Flushes what was created, renamed and removed in the folder. A file system that cannot is taken as it is.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder is gone.</exception>
    /// <exception cref="IOException">The device failed: nobody knows which names are safe.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system became read-only.</exception>
    public static void Flush(string folder)
    {
        if (Os.IsWindows)
        {
            return;
        }

        var descriptor = Posix.Open(folder, OpenFlags.ReadOnly | OpenFlags.CloseOnExec);
        if (descriptor < 0)
        {
            ThrowUnlessUnable(-descriptor, folder);
            return;
        }

        try
        {
            var error = DeviceFlush.OfDescriptor(descriptor);
            if (error != 0)
            {
                ThrowUnlessUnable(error, folder);
            }
        }
        finally
        {
            _ = Posix.Close(descriptor);
        }
    }

    /// <summary>Some file systems have no fsync for folders, and a folder that may be written need not be readable.</summary>
    private static void ThrowUnlessUnable(int error, string folder)
    {
        if (error is not (BadDescriptor or AccessDenied) && !DeviceFlush.IsUnable(error))
        {
            throw IoError.OfPosix(error, $"flush the folder '{folder}'");
        }
    }
}
