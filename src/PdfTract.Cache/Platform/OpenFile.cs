namespace PdfTract.Cache;

/// <summary>
/// A file that is open for reading, with the length and time that it had then. Nobody is kept from replacing or deleting it.
/// </summary>
/// <remarks>
/// On Unix this is open, fstat and flock, where FileInfo and FileStream make nine system calls (strace), and a missing file is a
/// value: an exception costs more than a look-up. The shared, advisory lock is .NET's own: busy is busy (H19).
/// </remarks>
/// <param name="Content">At its beginning. Empty for a pipe, a device or a socket, none of which is waited for.</param>
/// <param name="Stamp">Of the file that is open, whatever its name means by now.</param>
internal readonly record struct OpenFile(Stream Content, FileStamp Stamp) : IDisposable
{
    private const int Interrupted = 4, NoDevice = 6;
    private const int LockShared = 1, LockNonBlocking = 4;

    private static readonly int WouldBlock = Os.IsMac ? 35 : 11;
    private static readonly bool HasDescriptors = OpenFlags.AreKnown && PosixStatus.IsKnown;

    /// <summary>Opens what stands under the very name, never what it links to (H34).</summary>
    /// <returns>Null when nothing, a folder or a link is there. On Windows a link passes: what deduplicates or stores remotely
    /// marks ordinary files in the same way.</returns>
    /// <exception cref="IOException">It cannot be opened now: a lock, an I/O error.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static OpenFile? Unlinked(string path) => HasDescriptors ? OpenDescriptor(path, OpenFlags.NoFollow) : OpenStream(path, follow: false);

    /// <summary>Opens what a path leads to.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be opened now, or is a pipe, a device or a socket.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static OpenFile Existing(string path)
    {
        var file = (HasDescriptors ? OpenDescriptor(path, 0) : OpenStream(path, follow: true)) ?? throw new FileNotFoundException($"There is no file '{path}'.", path);
        if (file.Content == Stream.Null)
        {
            RegularFile.Require(path);
        }

        return file;
    }

    /// <summary>Whether the path leads to a file of the same length and time: nobody wrote to this one meanwhile (H11).</summary>
    public bool IsStill(string path) => FileStamp.TryOf(path) == Stamp;

    public void Dispose() => Content.Dispose();

    private static OpenFile? OpenDescriptor(string path, int flags)
    {
        int descriptor;
        do
        {
            descriptor = Posix.Open(path, OpenFlags.ReadOnly | OpenFlags.NonBlocking | OpenFlags.CloseOnExec | flags);
        }
        while (descriptor == -Interrupted);

        if (descriptor < 0)
        {
            var error = -descriptor;
            // In a folder that may not be entered nothing is seen, and so nothing is there.
            return IoError.IsNoFile(error) || !File.Exists(path) ? null
                : error == NoDevice ? new OpenFile(Stream.Null, default)
                : throw IoError.OfPosix(error, $"open '{path}'");
        }

        var found = PosixStatus.Of(descriptor);
        if (found is not { IsRegular: true } status)
        {
            _ = Posix.Close(descriptor);
            return found is { IsFolder: false } ? new OpenFile(Stream.Null, default) : null;
        }

        var file = new DescriptorStream(descriptor, status.Length, path);
        if (Posix.Lock(descriptor, LockShared | LockNonBlocking) == -WouldBlock)
        {
            file.Dispose();
            throw new IOException($"'{path}' is in use.");
        }

        return new OpenFile(file, FileStamp.Of(status));
    }

    /// <summary>Asked first, because an exception on the commonest path costs more than the look-up.</summary>
    private static OpenFile? OpenStream(string path, bool follow)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists || (!follow && !Os.IsWindows && (info.Attributes & FileAttributes.ReparsePoint) != 0))
            {
                return null;
            }

            // Without content it may be a pipe, which must not be opened.
            return new OpenFile(info.Length == 0 ? Stream.Null : SharedFile.OpenRead(path), FileStamp.Of(info));
        }
        catch (Exception e) when (IoError.IsGone(e))
        {
            return null;
        }
    }
}
