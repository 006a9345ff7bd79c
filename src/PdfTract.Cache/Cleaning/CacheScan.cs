namespace PdfTract.Cache;

/// <summary>
/// Lists the cache's own files below its root, one at a time. The root may be a link, since the user named it; below it links
/// are never followed, foreign names never reported, and a folder or file that vanishes meanwhile is skipped (H32, H33, H34).
/// </summary>
internal sealed class CacheScan(CacheLayout layout)
{
    /// <summary>Folders that could not be read.</summary>
    public int Failures { get; private set; }

    public IEnumerable<FileInfo> RootTemps() =>
        Children(new DirectoryInfo(layout.Root), folder => folder.EnumerateFiles()).Where(file => CacheLayout.IsRootTemp(file.Name));

    /// <summary>Folders that got their names never.</summary>
    public IEnumerable<DirectoryInfo> TempFolders() =>
        Children(new DirectoryInfo(layout.Root), folder => folder.EnumerateDirectories())
            .Concat(Folders())
            .Where(folder => CacheLayout.IsFolderTemp(folder.Name));

    /// <summary>Entries, their temps and their claims.</summary>
    public IEnumerable<FileInfo> EntryFiles() =>
        Folders()
            .Where(shard => CacheLayout.IsShard(shard.Name))
            .SelectMany(Files)
            .Where(file => CacheLayout.IsEntry(file.Name) || CacheLayout.IsEntryTemp(file.Name) || CacheLayout.IsClaim(file.Name));

    private IEnumerable<DirectoryInfo> Folders() => ChildrenUnlessLink(new DirectoryInfo(layout.Entries), folder => folder.EnumerateDirectories());

    private IEnumerable<FileInfo> Files(DirectoryInfo folder) => ChildrenUnlessLink(folder, f => f.EnumerateFiles());

    private IEnumerable<T> ChildrenUnlessLink<T>(DirectoryInfo folder, Func<DirectoryInfo, IEnumerable<T>> enumerate)
        where T : FileSystemInfo =>
        IsLink(folder) ? [] : Children(folder, enumerate);

    private IEnumerable<T> Children<T>(DirectoryInfo folder, Func<DirectoryInfo, IEnumerable<T>> enumerate)
        where T : FileSystemInfo
    {
        if (!folder.Exists)
        {
            yield break;
        }

        using var children = enumerate(folder).GetEnumerator();
        while (MoveNext(children))
        {
            if (!IsLink(children.Current))
            {
                yield return children.Current;
            }
        }
    }

    private bool MoveNext<T>(IEnumerator<T> children)
    {
        try
        {
            return children.MoveNext();
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Failures++;
            return false;
        }
    }

    private static bool IsLink(FileSystemInfo info)
    {
        try
        {
            return CacheLayout.IsLink(info);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Vanished, or not to be looked at: nothing to do with it.
            return true;
        }
    }
}
