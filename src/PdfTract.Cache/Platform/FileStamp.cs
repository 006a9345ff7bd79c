namespace PdfTract.Cache.Platform;

/// <summary>
/// Length and modification time of a file: enough to see that somebody wrote to it meanwhile (H11), never enough to say
/// that its bytes are the same (H50).
/// </summary>
internal readonly record struct FileStamp(long Length, DateTime ModifiedUtc)
{
    public static FileStamp Of(FileStatus status) => new(status.Length, status.ModifiedUtc);

    /// <summary>By hand: the comparison that the compiler writes asks for a comparer of a type that only the JIT can make.</summary>
    public bool Equals(FileStamp other) => Length == other.Length && ModifiedUtc == other.ModifiedUtc;

    public override int GetHashCode() => Length.GetHashCode() ^ ModifiedUtc.GetHashCode();

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStamp Of(string path) => TryOf(path) ?? throw new FileNotFoundException($"There is no file '{path}'.", path);

    /// <returns>Null when there is no such file.</returns>
    public static FileStamp? TryOf(string path) => FileStatus.Of(path) is { Kind: not FileKind.Folder } status ? Of(status) : null;
}
