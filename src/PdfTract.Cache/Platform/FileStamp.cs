namespace PdfTract.Cache;

/// <summary>
/// Length and modification time of a file: enough to see that somebody wrote to it meanwhile (H11), never enough to say
/// that its bytes are the same (H50).
/// </summary>
internal readonly record struct FileStamp(long Length, DateTime ModifiedUtc)
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStamp Of(string path)
    {
        var info = new FileInfo(path);
        return new FileStamp(info.Length, info.LastWriteTimeUtc);
    }
}
