namespace PdfTract.Cache.Platform;

/// <summary>
/// fsync whose failure is heard. FileStream.Flush(true) of .NET 10 on Linux returns as if nothing were wrong when fsync says
/// EIO (found with strace's fault injection, H06), and early versions of .NET 7 did not call it at all.
/// </summary>
internal static class DeviceFlush
{
    private const int Invalid = 22;

    private static readonly int NotSupported = Os.IsMac ? 45 : 95;

    /// <summary>Writes all of a file to the device. Where a file system has no such thing, it is taken as it is.</summary>
    /// <exception cref="IOException">Some of it may be lost. Not to be tried again: the next fsync may succeed without having saved it (H06).</exception>
    /// <exception cref="UnauthorizedAccessException">The file system became read-only.</exception>
    public static void OfFile(Stream file)
    {
        if (file is not PosixFile posix)
        {
            ((FileStream)file).Flush(flushToDisk: true);
            return;
        }

        var error = posix.FlushToDevice();
        if (error != 0 && !IsUnable(error))
        {
            throw IoError.OfPosix(error, $"flush '{posix.Path}'");
        }
    }

    /// <returns>errno; 0 for success.</returns>
    public static int OfDescriptor(int descriptor)
    {
        int answer;
        do
        {
            answer = Posix.Fsync(descriptor);
        }
        while (answer == -Posix.Interrupted);

        if (answer == 0 && Os.IsMac && Posix.FullFsync(descriptor) is var full && full < 0 && !IsUnable(-full))
        {
            return -full;
        }

        return -answer;
    }

    /// <summary>Whether the error says that the file system does not flush such a thing at all.</summary>
    public static bool IsUnable(int error) => error == Invalid || error == NotSupported;
}
