using System.ComponentModel;

namespace PdfTract.Cache.Platform;

/// <summary>Tells I/O errors apart that .NET throws as one type, and gives errno the type that .NET would.</summary>
internal static class IoError
{
    /// <summary>EROFS, the same number on Linux and macOS.</summary>
    private const int PosixReadOnly = 30;

    /// <summary>ERROR_WRITE_PROTECT.</summary>
    private const int WindowsReadOnly = unchecked((int)0x80070013);

    /// <summary>ESTALE: the server removed what a handle or a cached name stood for.</summary>
    private static readonly int PosixStale = Os.IsMac ? 70 : 116;

    public static bool IsReadOnlyFileSystem(IOException e) => e.HResult is PosixReadOnly or WindowsReadOnly;

    /// <summary>Whether an open file was removed on its server: NFS knows no "deleted but still open" between machines (H18).</summary>
    public static bool IsStale(Exception e) => e is StaleFileException || (e is IOException && e.HResult == PosixStale && !Os.IsWindows);

    /// <summary>Whether there was too little of what a process or the system has only so much of: descriptors, threads, memory (H79).</summary>
    public static bool IsScarcity(Exception e)
    {
        const int SystemFiles = 23, ProcessFiles = 24, NoMemory = 12;
        return e is OutOfMemoryException || (e is IOException && !Os.IsWindows && e.HResult is SystemFiles or ProcessFiles or NoMemory);
    }

    /// <summary>Whether a file could not be made longer: a full disk, a quota, a limit for files. Reading never says so.</summary>
    public static bool IsNoRoom(Exception e)
    {
        const int NoSpace = 28, TooLarge = 27, WindowsFull = unchecked((int)0x80070070), WindowsHandleFull = unchecked((int)0x80070027);
        return e is IOException
            && (Os.IsWindows ? e.HResult is WindowsFull or WindowsHandleFull : e.HResult is NoSpace or TooLarge || e.HResult == (Os.IsMac ? 69 : 122));
    }

    /// <summary>Whether the file that was to be opened is not there, or no longer.</summary>
    public static bool IsGone(Exception e) => e is FileNotFoundException or DirectoryNotFoundException || IsStale(e);

    /// <summary>Whether an open says that there is no file under this name: nothing, or a link that was not to be followed.</summary>
    /// <param name="error">errno.</param>
    public static bool IsNoFile(int error)
    {
        const int NoSuchFile = 2, NotAFolder = 20;
        return error is NoSuchFile or NotAFolder || IsLink(error) || error == PosixStale;
    }

    /// <summary>ELOOP: a link has the name, and was not to be followed.</summary>
    /// <param name="error">errno.</param>
    public static bool IsLink(int error) => error == (Os.IsMac ? 62 : 40);

    /// <param name="error">errno.</param>
    /// <param name="action">What failed: "rename 'a' to 'b'".</param>
    /// <returns><see cref="DirectoryNotFoundException"/>, <see cref="UnauthorizedAccessException"/> or <see cref="IOException"/>.</returns>
    public static Exception OfPosix(int error, string action)
    {
        const int NotPermitted = 1, NoSuchFile = 2, AccessDenied = 13;
        var message = Describe(error, action);
        return error switch
        {
            NoSuchFile => new DirectoryNotFoundException(message),
            NotPermitted or AccessDenied or PosixReadOnly => new UnauthorizedAccessException(message),
            _ when error == PosixStale => new StaleFileException(message),
            _ => new IOException(message, error),
        };
    }

    public static string Describe(int error, string action) => $"Cannot {action}: {new Win32Exception(error).Message} (error {error}).";
}

/// <summary>ESTALE as an exception: the server removed what was open, or what a cached name stood for (H18).</summary>
internal sealed class StaleFileException(string message) : DirectoryNotFoundException(message);
