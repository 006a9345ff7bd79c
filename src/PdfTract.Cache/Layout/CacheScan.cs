using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Layout;

/// <summary>A name in an open folder, and what stood there when it was looked at.</summary>
/// <param name="Folder">The folder. Open while the scan stands at this file.</param>
/// <param name="Name">The name.</param>
/// <param name="Status">What stood there.</param>
internal readonly record struct ScannedFile(OpenFolder Folder, string Name, FileStatus Status)
{
    public FileStamp Stamp => FileStamp.Of(Status);
}

/// <summary>
/// Lists the cache's own files below its root, one at a time. The root may be a link, since the user named it; below it links
/// are never followed, foreign names never reported, and a folder or file that vanishes meanwhile is skipped (H32, H33, H34).
/// </summary>
internal sealed class CacheScan(OpenFolder root)
{
    /// <summary>Folders that could not be read.</summary>
    public int Failures { get; private set; }

    public IEnumerable<ScannedFile> RootTemps() => Files(root, CacheLayout.IsRootTemp);

    /// <summary>Folders whose rename never happened.</summary>
    public IEnumerable<ScannedFile> TempFolders()
    {
        foreach (var folder in Folders(root, CacheLayout.IsFolderTemp))
        {
            yield return folder;
        }

        using var shards = Enter(root, CacheLayout.FormatFolder);
        foreach (var folder in Folders(shards, CacheLayout.IsFolderTemp))
        {
            yield return folder;
        }
    }

    /// <summary>
    /// What stands in the place of a folder and is none: a link, a pipe, a file. A neighbour put it there, and no build stores below that name as
    /// long as it stays.
    /// </summary>
    public IEnumerable<ScannedFile> Obstacles()
    {
        foreach (var obstacle in OtherThanFolders(root, name => name == CacheLayout.FormatFolder))
        {
            yield return obstacle;
        }

        using var shards = Enter(root, CacheLayout.FormatFolder);
        foreach (var obstacle in OtherThanFolders(shards, name => CacheLayout.IsShard(name) || CacheLayout.IsFolderTemp(name)))
        {
            yield return obstacle;
        }
    }

    /// <summary>Entries, their temps and their claims.</summary>
    public IEnumerable<ScannedFile> EntryFiles()
    {
        using var shards = Enter(root, CacheLayout.FormatFolder);
        foreach (var name in Names(shards, CacheLayout.IsShard))
        {
            using var shard = Enter(shards!, name);
            foreach (var file in Files(shard, name => CacheLayout.IsEntry(name) || CacheLayout.IsEntryTemp(name) || CacheLayout.IsClaim(name)))
            {
                yield return file;
            }
        }
    }

    private IEnumerable<ScannedFile> Files(OpenFolder? folder, Func<string, bool> isOurs) =>
        Look(folder, isOurs).Where(found => found.Status.Kind is FileKind.File or FileKind.Other);

    private IEnumerable<ScannedFile> Folders(OpenFolder? folder, Func<string, bool> isOurs) =>
        Look(folder, isOurs).Where(found => found.Status.Kind == FileKind.Folder);

    private IEnumerable<ScannedFile> OtherThanFolders(OpenFolder? folder, Func<string, bool> isOurs) =>
        Look(folder, isOurs).Where(found => found.Status.Kind != FileKind.Folder);

    private IEnumerable<ScannedFile> Look(OpenFolder? folder, Func<string, bool> isOurs)
    {
        foreach (var name in Names(folder, isOurs))
        {
            if (folder!.Look(name) is { } status)
            {
                yield return new ScannedFile(folder, name, status);
            }
        }
    }

    private IEnumerable<string> Names(OpenFolder? folder, Func<string, bool> isOurs)
    {
        if (folder is null)
        {
            yield break;
        }

        // The folder is listed from here on, and may have vanished since, or be closed to this user.
        using var names = Try(() => folder.Names().GetEnumerator());
        Func<bool> next = names is null ? () => false : names.MoveNext;
        while (Try(next))
        {
            if (isOurs(names!.Current))
            {
                yield return names.Current;
            }
        }
    }

    /// <returns>Null when there is no such folder, or a link or a file has its name.</returns>
    private OpenFolder? Enter(OpenFolder folder, string name) =>
        folder.Look(name) is { Kind: FileKind.Folder } ? Try(() => folder.Enter(name)) : null;

    private T? Try<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (IoError.IsGone(e))
        {
            return default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Failures++;
            return default;
        }
    }
}
