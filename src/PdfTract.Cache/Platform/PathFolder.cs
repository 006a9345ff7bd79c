namespace PdfTract.Cache.Platform;

/// <summary>A folder by its path, with .NET's own means: on Windows, and in 32-bit processes on Unix. See <see cref="OpenFolder"/> for the contract.</summary>
internal sealed class PathFolder : OpenFolder
{
    private PathFolder(string path, FileStatus status)
        : base(path) =>
        Status = status;

    public override FileStatus Status { get; }

    public static PathFolder? Open(string path) => Open(path, FileStatus.Of(path));

    public override bool IsStillThere() => Directory.Exists(Path);

    public override OpenFolder? Enter(string relative)
    {
        PathFolder? last = this;
        foreach (var name in relative.Split('/'))
        {
            var path = last.PathOf(name);
            last = Open(path, FileStatus.OfUnlinked(path));
            if (last is null)
            {
                return null;
            }
        }

        return last;
    }

    public override OpenFile? File(string relative) => OpenFile.Unlinked(PathOf(relative));

    public override FileStatus? Look(string name) => FileStatus.OfUnlinked(PathOf(name));

    public override Stream CreateNew(string name, int? permissions) => SharedFile.CreateNew(PathOf(name));

    public override bool MakeFolder(string name, int? permissions)
    {
        if (!Directory.Exists(Path))
        {
            // CreateDirectory would make the missing parent as well.
            throw new DirectoryNotFoundException($"'{Path}' is gone.");
        }

        var path = PathOf(name);
        var wasThere = Directory.Exists(path);
        Directory.CreateDirectory(path);
        return !wasThere;
    }

    public override void AllowAtMost(int bits)
    {
        // Windows hands access lists down by itself.
    }

    public override void Rename(string from, string to, bool writeThrough = false) => FileRename.Replace(PathOf(from), PathOf(to), writeThrough);

    public override bool RenameIntoFreeName(string from, string to) => FileRename.IntoFreeName(PathOf(from), PathOf(to));

    public override bool Delete(string name)
    {
        var path = PathOf(name);
        if (!System.IO.File.Exists(path))
        {
            return false;
        }

        System.IO.File.Delete(path);
        return true;
    }

    public override void TryDeleteFolder(string name) => BestEffort.DeleteFolder(PathOf(name));

    public override bool Touch(string name, Func<DateTime> readClock)
    {
        try
        {
            System.IO.File.SetLastWriteTimeUtc(PathOf(name), readClock());
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public override void Flush()
    {
        // The renames are written through.
    }

    public override IEnumerable<string> Names() => new DirectoryInfo(Path).EnumerateFileSystemInfos().Select(info => info.Name);

    private static PathFolder? Open(string path, FileStatus? found) => found switch
    {
        null => null,
        { Kind: FileKind.Folder } folder => new PathFolder(path, folder),
        _ => throw new IOException($"'{path}' is a link or a file, and no folder: nothing below it is used."),
    };
}
