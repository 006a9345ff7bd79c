using System.Globalization;
using System.Text;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Layout;

/// <summary>
/// A cache's root, held open, and the marker that makes a folder a cache. Invariants: nothing is stored or deleted below a root without it;
/// it appears whole or not at all; the first of N processes that begin at once wins and nobody replaces it (H39). Without fsync a power
/// loss may empty it: such a blank counts as none, or nobody could ever store there again (H08). Safe for several threads.
/// </summary>
internal sealed class CacheRoot(CacheLayout layout, CacheSettings settings) : IDisposable
{
    /// <summary>Every marker begins with these bytes; the rest is for people.</summary>
    private const string MarkerStart = "{\"format\":\"pdftract-cache\"";

    /// <summary>Longer than any marker or tag: what is longer was no first use's.</summary>
    private const int MaxBlankLength = 512;

    /// <summary>Bytes fixed by the Cache Directory Tagging Specification, version 0.6.</summary>
    private const string TagText =
        "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of PDF extraction results: everything in it can be made again.\n";

    private OpenFolder? _folder;

    /// <summary>A boxed <see cref="FileStamp"/>, because several threads may read and write it at once; null before the first look.</summary>
    private object? _validMarker;

    /// <summary>The root's folder: opened once and held. It may have been removed since: <see cref="Renew"/>.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="IOException">It is no folder, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public OpenFolder? TryOpen()
    {
        if (_folder is { } held)
        {
            return held;
        }

        var opened = OpenFolder.At(layout.Root);
        if (opened is null || Interlocked.CompareExchange(ref _folder, opened, null) is not { } first)
        {
            return opened;
        }

        opened.Dispose();
        return first;
    }

    /// <summary>Like <see cref="TryOpen"/>, for what cannot go on without.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public OpenFolder Open() => TryOpen() ?? throw new DirectoryNotFoundException($"'{layout.Root}' is gone.");

    /// <summary>Opens a file below the root: <see cref="OpenFolder.File"/>.</summary>
    /// <inheritdoc cref="OpenFile.Unlinked"/>
    public OpenFile? File(string below)
    {
        while (TryOpen() is { } folder)
        {
            if (folder.File(below) is { } file)
            {
                return file;
            }

            if (!Renew(folder))
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Lets go of a root that was removed, or replaced by another, since it was opened: other threads may still be at it.</summary>
    /// <returns>Whether it is to be opened again.</returns>
    public bool Renew(OpenFolder held)
    {
        if (held.IsStillThere())
        {
            return false;
        }

        Interlocked.CompareExchange(ref _folder, null, held);
        return true;
    }

    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public RootState Inspect()
    {
        var folder = TryOpen();
        if (folder is not null && IsMarkerValid(folder))
        {
            return RootState.Cache;
        }

        if (folder is not null && Renew(folder))
        {
            folder = TryOpen();
        }

        if (folder is null)
        {
            return RootState.Missing;
        }

        if (folder.Names().All(name => MayPrecedeMarker(folder, name)))
        {
            return RootState.Empty;
        }

        // What was listed may be another process's first use, whose marker came between the look and the list.
        return IsMarkerValid(folder) ? RootState.Cache : RootState.Foreign;
    }

    /// <summary>Makes a cache of a missing or empty folder; a cache stays as it is. May run in N processes at once.</summary>
    /// <returns><see cref="RootState.Cache"/> or <see cref="RootState.Foreign"/>.</returns>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public RootState Establish()
    {
        var state = Inspect();
        if (state is RootState.Missing)
        {
            FolderCreation.Ensure(layout.Root, settings.Fsync);
        }

        if (state is RootState.Missing or RootState.Empty)
        {
            // The marker goes first: a process that dies here leaves a folder that still counts as empty.
            var folder = Open();
            PublishOnce(folder, CacheLayout.MarkerName, $"{MarkerStart},\"version\":1,\"created\":\"{DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture)}\"}}\n");
            PublishOnce(folder, CacheLayout.TagName, TagText);
            // Their names are flushed with that of the folder of the shards, which comes next.
            settings.Reached(ProtocolStep.RootPublished, layout.Root);
            state = Inspect();
        }

        return state;
    }

    public void Dispose() => Interlocked.Exchange(ref _folder, null)?.Dispose();

    /// <summary>Reads it once, and later only looks whether it is the file that was read: every store asks.</summary>
    private bool IsMarkerValid(OpenFolder folder)
    {
        if (_validMarker is FileStamp seen && folder.Look(CacheLayout.MarkerName) is { Kind: FileKind.File } status && FileStamp.Of(status) == seen)
        {
            return true;
        }

        try
        {
            using var opened = folder.File(CacheLayout.MarkerName);
            var start = new byte[MarkerStart.Length];
            if (opened is not { } marker || marker.Content.ReadUpTo(start, 0, start.Length) != start.Length || Encoding.ASCII.GetString(start) != MarkerStart)
            {
                return false;
            }

            _validMarker = marker.Stamp;
            return true;
        }
        catch (Exception e) when (IoError.IsGone(e))
        {
            return false;
        }
    }

    private static bool MayPrecedeMarker(OpenFolder root, string name) =>
        CacheLayout.MayPrecedeMarker(name)
        || (name == CacheLayout.MarkerName && IsBlank(root, name))
        || (name == CacheLayout.FormatFolder && MayPrecedeShards(root));

    private static bool MayPrecedeShards(OpenFolder root)
    {
        if (root.Look(CacheLayout.FormatFolder) is not { Kind: FileKind.Folder })
        {
            return false;
        }

        using var shards = root.Enter(CacheLayout.FormatFolder);
        return shards?.Names().All(CacheLayout.MayPrecedeShards) ?? true;
    }

    /// <summary>A name whose bytes a power loss took: nothing, or zeros where they were.</summary>
    private static bool IsBlank(OpenFolder root, string name)
    {
        try
        {
            using var opened = root.File(name);
            if (opened is not { Status.Kind: FileKind.File } file)
            {
                return false;
            }

            var bytes = new byte[MaxBlankLength + 1];
            var length = file.Content.ReadUpTo(bytes, 0, bytes.Length);
            return length <= MaxBlankLength && bytes.Take(length).All(b => b == 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In use, or not for this user to read: another's, whatever is in it.
            return false;
        }
    }

    private void PublishOnce(OpenFolder root, string name, string text)
    {
        var temp = CacheLayout.NewTemp(name);
        try
        {
            using (var stream = new RootPermissions(root, settings).CreateNew(root, temp))
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                stream.Write(bytes, 0, bytes.Length);
                if (settings.Fsync)
                {
                    DeviceFlush.OfFile(stream);
                }
            }

            settings.Reached(ProtocolStep.RootTempWritten, root, temp);
            if (!root.RenameIntoFreeName(temp, name) && IsBlank(root, name))
            {
                // Two that find the same blank replace it by their equals.
                root.Rename(temp, name, settings.Fsync);
            }
        }
        finally
        {
            root.TryDelete(temp);
        }
    }
}
