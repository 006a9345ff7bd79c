namespace PdfTract.Cache;

/// <summary>
/// Length and modification time of a file: enough to see that somebody wrote to it meanwhile (H11), never enough to say
/// that its bytes are the same (H50).
/// </summary>
internal readonly record struct FileStamp(long Length, DateTime ModifiedUtc)
{
    /// <summary>By hand, as for <see cref="CacheKey"/>.</summary>
    public bool Equals(FileStamp other) => Length == other.Length && ModifiedUtc == other.ModifiedUtc;

    public override int GetHashCode() => Length.GetHashCode() ^ ModifiedUtc.GetHashCode();

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStamp Of(string path)
    {
        var info = new FileInfo(path);
        return new FileStamp(info.Length, info.LastWriteTimeUtc);
    }
}
