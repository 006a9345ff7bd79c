namespace PdfTract.Cache.Platform;

/// <summary>
/// A file that is open for reading, with what the system said of it then. Nobody is kept from replacing or deleting it. All files that are
/// read are opened here: those below a root by OpenFolder.File.
/// </summary>
/// <remarks>
/// Opening never waits and never starts anything: neither for the writer of a pipe nor for the holder of a lease, and what is no regular
/// file is closed at once, unread (H76). On Unix this is open, fstat and flock, where FileInfo and FileStream make nine system calls (strace),
/// and a missing file is a value: an exception costs more than a look-up. The shared, advisory lock is .NET's own: busy is busy (H19).
/// </remarks>
/// <param name="Content">At its beginning. Empty for a pipe, a device or a socket.</param>
/// <param name="Status">Of the file that is open, whatever its name means by now.</param>
internal readonly record struct OpenFile(Stream Content, FileStatus Status) : IDisposable
{
    /// <summary>How long a file that somebody has leased is waited for, if a user named it: its holder is asked to give it back.</summary>
    private const int MaxLeaseWaits = 50, LeaseWaitMilliseconds = 100;

    private const int NoDevice = 6, AccessDenied = 13;
    private const int LockShared = 1, LockNonBlocking = 4;

    private static readonly int WouldBlock = Os.IsMac ? 35 : 11;

    /// <summary>Whether files and folders are used by descriptor here. Elsewhere by path: on Windows, and where a 32-bit process has other calls.</summary>
    public static bool HasDescriptors { get; } = OpenFlags.AreKnown && FileStatus.IsOfDescriptors;

    /// <summary>Its length and time when it was opened.</summary>
    public FileStamp Stamp => FileStamp.Of(Status);

    /// <summary>Opens what stands under the very name, never what it links to (H34).</summary>
    /// <returns>Null when nothing, a folder or a link is there. On Windows a link passes: what deduplicates or stores remotely
    /// marks ordinary files in the same way.</returns>
    /// <exception cref="IOException">It cannot be opened now: a lock, a lease, an I/O error.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static OpenFile? Unlinked(string path) => HasDescriptors ? Of(PosixNames.CurrentFolder, path, path, OpenFlags.NoFollow) : OpenStream(path, follow: false);

    /// <summary>Opens what a path leads to.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be opened now, or is a pipe, a device or a socket.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static OpenFile Existing(string path)
    {
        var file = (HasDescriptors ? OpenPatiently(path) : OpenStream(path, follow: true)) ?? throw new FileNotFoundException($"There is no file '{path}'.", path);
        return file.Content != Stream.Null || file.Status.Kind == FileKind.File
            ? file
            : throw new IOException($"'{path}' is a pipe, a device or a socket, and no regular file.");
    }

    /// <summary>Whether the path leads to a file of the same length and time: nobody wrote to this one meanwhile (H11).</summary>
    public bool IsStill(string path) => FileStamp.TryOf(path) == Stamp;

    public void Dispose() => Content.Dispose();

    /// <summary>Opens a name in an open folder, and takes the descriptor over.</summary>
    /// <param name="folder">The folder's descriptor.</param>
    /// <param name="name">The name there.</param>
    /// <param name="path">For messages.</param>
    /// <param name="flags">Besides those for reading.</param>
    /// <inheritdoc cref="Unlinked"/>
    public static OpenFile? Of(int folder, string name, string path, int flags)
    {
        var descriptor = PosixNames.Open(folder, name, ToRead | flags);
        return descriptor >= 0 ? Take(descriptor, path) : WhyNot(-descriptor, folder, name, path);
    }

    /// <summary>How files are opened for reading.</summary>
    public static int ToRead { get; } = OpenFlags.ReadOnly | OpenFlags.NonBlocking | OpenFlags.CloseOnExec;

    /// <summary>What a failed opening means.</summary>
    /// <param name="error">errno.</param>
    /// <param name="isThere">Whether the name is seen to exist. In a folder that may not be entered nothing is seen, and so nothing is there.</param>
    /// <param name="path">For messages.</param>
    public static OpenFile? WhyNot(int error, Func<bool> isThere, string path) =>
        IoError.IsNoFile(error) || (error == AccessDenied && !isThere()) ? null
        : error == NoDevice ? new OpenFile(Stream.Null, default)
        : error == WouldBlock ? throw InUse(path)
        : throw IoError.OfPosix(error, $"open '{path}'");

    /// <summary>An open descriptor as a file, if it is a regular one. The descriptor is closed in any case.</summary>
    public static OpenFile? Take(int descriptor, string path)
    {
        var found = FileStatus.Of(descriptor);
        if (found is not { Kind: FileKind.File } status)
        {
            _ = Posix.Close(descriptor);
            return found is { Kind: not FileKind.Folder } other ? new OpenFile(Stream.Null, other) : null;
        }

        var file = PosixFile.ToRead(descriptor, status.Length, path);
        if (Posix.Lock(descriptor, LockShared | LockNonBlocking) == -WouldBlock)
        {
            file.Dispose();
            throw InUse(path);
        }

        return new OpenFile(file, status);
    }

    private static OpenFile? WhyNot(int error, int folder, string name, string path) =>
        WhyNot(error, () => FileStatus.OfUnlinked(folder, name) is not null, path);

    private static OpenFile? OpenPatiently(string path)
    {
        for (var waits = 0; ; waits++)
        {
            var descriptor = PosixNames.Open(PosixNames.CurrentFolder, path, ToRead);
            if (descriptor >= 0)
            {
                return Take(descriptor, path);
            }

            if (descriptor != -WouldBlock || waits == MaxLeaseWaits)
            {
                return WhyNot(-descriptor, () => FileStatus.Of(path) is not null, path);
            }

            Thread.Sleep(LeaseWaitMilliseconds);
        }
    }

    private static IOException InUse(string path) => new($"'{path}' is in use.");

    /// <summary>Asked first, because an exception on the commonest path costs more than the look-up.</summary>
    private static OpenFile? OpenStream(string path, bool follow)
    {
        try
        {
            return FileStatus.Of(path) is not { Kind: FileKind.File } status || (!follow && !Os.IsWindows && FileStatus.OfUnlinked(path) is not { Kind: FileKind.File })
                ? null
                : new OpenFile(status.Length == 0 ? Stream.Null : SharedFile.OpenRead(path), status);
        }
        catch (Exception e) when (IoError.IsGone(e))
        {
            return null;
        }
    }
}
