using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Layout;

/// <summary>
/// Makes what stands below the root, with the root's permissions whatever the umask of this process: who shares the root shares
/// what is in it (H38), as with git's core.sharedRepository. Safe for several threads at once.
/// </summary>
/// <remarks>
/// Invariants: (1) nothing gets its final name before it has its permissions, so a neighbour never meets a file or folder that
/// is closed to it, and a killed process leaves none; (2) nothing is made through a link below the root (H34); (3) permissions are set
/// through the descriptor of what was opened, and never by name (H73).
/// </remarks>
/// <param name="root">The root, open: its own bits are those that all below gets.</param>
/// <param name="settings">Whether to flush.</param>
internal sealed class RootPermissions(OpenFolder root, CacheSettings settings)
{
    /// <summary>Read and write for all, without execution and the set-id bits: 0666.</summary>
    private const int BitsOfFiles = 0x1B6;

    /// <summary>What its maker needs of a file, 0600, and of a folder, 0700, whatever the root says.</summary>
    private const int FileOwner = 0x180, FolderOwner = 0x1C0;

    /// <summary>Creates a file that must not exist yet.</summary>
    /// <inheritdoc cref="OpenFolder.CreateNew"/>
    public Stream CreateNew(OpenFolder folder, string name) =>
        folder.CreateNew(name, OpenFile.HasDescriptors ? (root.Status.Permissions & BitsOfFiles) | FileOwner : null);

    /// <summary>Opens the folder of a key's entry, and makes it first if it is not there.</summary>
    /// <exception cref="DirectoryNotFoundException">The root is gone, or a folder was replaced at this moment.</exception>
    /// <exception cref="IOException">A link or a file is in the way, the disk is full, …</exception>
    /// <exception cref="UnauthorizedAccessException">The root may not be written.</exception>
    public OpenFolder OpenShard(CacheKey key)
    {
        if (root.Enter(CacheLayout.ShardBelowRoot(key)) is { } there)
        {
            return there;
        }

        using var shards = Ensure(root, CacheLayout.FormatFolder);
        return Ensure(shards, CacheLayout.ShardName(key));
    }

    private OpenFolder Ensure(OpenFolder parent, string name)
    {
        if (parent.Enter(name) is { } there)
        {
            return there;
        }

        if (!OpenFile.HasDescriptors || !TryPublish(parent, name))
        {
            // The file system renames no folders, or another process came first, or took the temp away.
            MakeInPlace(parent, name);
        }

        // At once, and not after the entry: others that find the folder rely on it (H08).
        if (settings.Fsync)
        {
            parent.Flush();
        }

        return parent.Enter(name) ?? throw new DirectoryNotFoundException($"'{parent.PathOf(name)}' was removed at once.");
    }

    /// <summary>
    /// A folder appears as an entry does, by a rename. Over an empty folder that another made meanwhile the rename succeeds, and
    /// a process that was about to create a file in that one finds it gone and tries again.
    /// </summary>
    private bool TryPublish(OpenFolder parent, string name)
    {
        var temp = CacheLayout.NewTemp(name);
        try
        {
            MakeInPlace(parent, temp);

            settings.Reached(ProtocolStep.FolderTempMade, parent, temp);
            parent.Rename(temp, name);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !IoError.IsGone(e))
        {
            parent.TryDeleteFolder(temp);
            return false;
        }
    }

    private void MakeInPlace(OpenFolder parent, string name)
    {
        var bits = root.Status.Permissions | FolderOwner;
        if (parent.MakeFolder(name, OpenFile.HasDescriptors ? bits : null))
        {
            using var made = parent.Enter(name);
            made?.AllowAtMost(bits);
        }
    }
}
