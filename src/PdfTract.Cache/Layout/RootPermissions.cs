namespace PdfTract.Cache;

/// <summary>
/// Makes what stands below the root, with the root's permissions whatever the umask of this process: who shares the root shares
/// what is in it (H38), as with git's core.sharedRepository. Safe for several threads at once.
/// </summary>
/// <remarks>
/// Invariants: (1) nothing gets its final name before it has its permissions, so a neighbour never meets a file or folder that
/// is closed to him, and a killed process leaves none; (2) nothing is made through a link below the root (H34).
/// </remarks>
internal sealed class RootPermissions(CacheLayout layout, CacheSettings settings)
{
    /// <summary>Read and write for all, without execution and the set-id bits: 0666.</summary>
    private const int BitsOfFiles = 0x1B6;

    /// <summary>What its maker needs of a file, 0600, and of a folder, 0700, whatever the root says.</summary>
    private const int FileOwner = 0x180, FolderOwner = 0x1C0;

    private const int NoSuchFile = 2;

    private const int Unknown = -1;

    private int _root = Unknown;

    /// <summary>The root's bits, read once; null where there are none.</summary>
    private int? Root
    {
        get
        {
            if (_root == Unknown && UnixPermissions.Of(layout.Root) is { } bits)
            {
                _root = bits;
            }

            return _root == Unknown ? null : _root;
        }
    }

    /// <summary>Creates a file that must not exist yet.</summary>
    /// <exception cref="DirectoryNotFoundException">Its folder is gone, or another has taken that one's place.</exception>
    /// <exception cref="IOException">It exists, the disk is full, …</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public FileStream CreateNew(string path, int bufferSize = SharedFile.Unbuffered)
    {
        try
        {
            var file = SharedFile.CreateNew(path, bufferSize);
            if (Root is { } bits)
            {
                UnixPermissions.Set(file.SafeFileHandle, (bits & BitsOfFiles) | FileOwner);
            }

            return file;
        }
        catch (FileNotFoundException e)
        {
            // A new file itself cannot be missing: its folder was replaced at this moment.
            throw new DirectoryNotFoundException(e.Message, e);
        }
    }

    /// <summary>Makes the folder of a key's entry, unless it is there.</summary>
    /// <exception cref="DirectoryNotFoundException">The root is gone, or a parent was replaced at this moment.</exception>
    /// <exception cref="IOException">A link or a file is in the way, the disk is full, …</exception>
    /// <exception cref="UnauthorizedAccessException">The root may not be written.</exception>
    public void CreateShard(CacheKey key)
    {
        CreateFolder(layout.Entries);
        CreateFolder(layout.Shard(key));
    }

    private void CreateFolder(string folder)
    {
        if (IsThere(folder))
        {
            return;
        }

        if (!TryPublish(folder))
        {
            // Another came first, or the file system renames no folders; what cannot be made at all throws here.
            Directory.CreateDirectory(folder);
        }

        // At once, and not after the entry: others who find the folder rely on it (H08).
        if (settings.Fsync)
        {
            FolderFlush.Flush(Path.GetDirectoryName(folder)!);
        }
    }

    private static bool IsThere(string folder)
    {
        if (!FolderLook.IsThere(folder, out var isLink))
        {
            return false;
        }

        return isLink
            ? throw new IOException($"'{folder}' is a link; nothing is stored through a link below a cache's root.")
            : true;
    }

    /// <summary>
    /// A folder appears as an entry does, by a rename. Over an empty folder that another made meanwhile the rename succeeds, and
    /// whoever was about to create a file in that one finds it gone and tries again.
    /// </summary>
    private bool TryPublish(string folder)
    {
        if (Root is not { } bits)
        {
            return false;
        }

        var temp = CacheLayout.NewTemp(folder);
        var answer = Posix.MakeFolder(temp, FolderOwner);
        if (answer != 0)
        {
            // Directory.CreateDirectory would make the missing parent as well, with the umask's permissions.
            return answer == -NoSuchFile
                ? throw new DirectoryNotFoundException($"The parent of '{folder}' is gone, or another has taken its place.")
                : false;
        }

        UnixPermissions.Set(temp, bits | FolderOwner);
        settings.Reached(ProtocolStep.FolderTempMade, temp);
        if (Posix.Rename(temp, folder) == 0)
        {
            return true;
        }

        BestEffort.DeleteFolder(temp);
        return false;
    }
}
