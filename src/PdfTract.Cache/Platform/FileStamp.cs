namespace PdfTract.Cache;

/// <summary>
/// Length and modification time of a file: enough to see that somebody wrote to it meanwhile (H11), never enough to say
/// that its bytes are the same (H50).
/// </summary>
internal readonly record struct FileStamp(long Length, DateTime ModifiedUtc)
{
    public static FileStamp Of(PosixStatus status) => new(status.Length, status.ModifiedUtc);

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder may not be entered.</exception>
    public static FileStamp Of(FileInfo info) => new(info.Length, info.LastWriteTimeUtc);

    /// <summary>By hand, as for <see cref="CacheKey"/>.</summary>
    public bool Equals(FileStamp other) => Length == other.Length && ModifiedUtc == other.ModifiedUtc;

    public override int GetHashCode() => Length.GetHashCode() ^ ModifiedUtc.GetHashCode();

    /// <summary>If there is none, .NET says what is wrong.</summary>
    /// <inheritdoc cref="Of(FileInfo)"/>
    public static FileStamp Of(string path) => TryOf(path) ?? Of(new FileInfo(path));

    /// <returns>Null when there is no such file.</returns>
    public static FileStamp? TryOf(string path)
    {
        if (PosixStatus.IsKnown)
        {
            return PosixStatus.Of(path) is { IsFolder: false } status ? Of(status) : null;
        }

        var info = new FileInfo(path);
        return info.Exists ? Of(info) : null;
    }
}
