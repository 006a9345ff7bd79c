namespace PdfTract.Cache;

/// <summary>Tells I/O errors apart that .NET throws as one type.</summary>
internal static class IoError
{
    /// <summary>EROFS, the same number on Linux and macOS.</summary>
    private const int PosixReadOnly = 30;

    /// <summary>ERROR_WRITE_PROTECT.</summary>
    private const int WindowsReadOnly = unchecked((int)0x80070013);

    public static bool IsReadOnlyFileSystem(IOException e) => e.HResult is PosixReadOnly or WindowsReadOnly;
}
