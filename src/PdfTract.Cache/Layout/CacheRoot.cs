using System.Globalization;
using System.Text;

namespace PdfTract.Cache;

/// <summary>
/// The marker that makes a folder a cache. Invariants: nothing is stored or deleted below a root without it; it appears
/// whole or not at all; the first of N processes that begin at once wins and nobody replaces it (H39). Without fsync a power
/// loss may empty it: such a blank counts as none, or nobody could ever store there again (H08).
/// </summary>
internal sealed class CacheRoot(CacheLayout layout, CacheSettings settings)
{
    /// <summary>Every marker begins with these bytes; the rest is for people.</summary>
    private const string MarkerStart = "{\"format\":\"pdftract-cache\"";

    /// <summary>Longer than any marker or tag: what is longer was no first use's.</summary>
    private const int MaxBlankLength = 512;

    /// <summary>Bytes fixed by the Cache Directory Tagging Specification, version 0.6.</summary>
    private const string TagText =
        "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of PDF extraction results: everything in it can be made again.\n";

    /// <summary>A boxed <see cref="FileStamp"/>, because several threads may read and write it at once; null before the first look.</summary>
    private object? _validMarker;

    /// <summary>Makes the files and folders below the root.</summary>
    public RootPermissions Permissions { get; } = new(layout, settings);

    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public RootState Inspect()
    {
        if (IsMarkerValid())
        {
            return RootState.Cache;
        }

        if (!Directory.Exists(layout.Root))
        {
            return RootState.Missing;
        }

        if (Directory.EnumerateFileSystemEntries(layout.Root).All(path => CacheLayout.MayPrecedeMarker(path) || IsBlankMarker(path)))
        {
            return RootState.Empty;
        }

        // What was listed may be another process's first use, whose marker came between the look and the list.
        return IsMarkerValid() ? RootState.Cache : RootState.Foreign;
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
            PublishOnce(layout.Marker, $"{MarkerStart},\"version\":1,\"created\":\"{DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture)}\"}}\n");
            PublishOnce(layout.Tag, TagText);
            // Their names are flushed with that of the folder of the shards, which comes next.
            settings.Reached(ProtocolStep.RootPublished, layout.Root);
            state = Inspect();
        }

        return state;
    }

    /// <summary>Reads it once, and later only looks whether it is the file that was read: every store asks.</summary>
    private bool IsMarkerValid()
    {
        if (_validMarker is FileStamp seen && PosixStatus.OfUnlinked(layout.Marker) is { IsRegular: true } status && FileStamp.Of(status) == seen)
        {
            return true;
        }

        try
        {
            using var opened = OpenFile.Unlinked(layout.Marker);
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

    private static bool IsBlankMarker(string path) => Path.GetFileName(path) == CacheLayout.MarkerName && IsBlank(path);

    /// <summary>A name whose bytes a power loss took: nothing, or zeros where they were.</summary>
    private static bool IsBlank(string path)
    {
        // Before it is opened: a pipe of that name is nobody's marker.
        if (!RegularFile.MayBe(path))
        {
            return false;
        }

        try
        {
            using var file = SharedFile.OpenRead(path);
            var bytes = new byte[MaxBlankLength + 1];
            var length = file.ReadUpTo(bytes, 0, bytes.Length);
            return length <= MaxBlankLength && bytes.Take(length).All(b => b == 0);
        }
        catch (Exception e) when (IoError.IsGone(e))
        {
            return false;
        }
    }

    private void PublishOnce(string path, string text)
    {
        var temp = CacheLayout.NewTemp(path);
        try
        {
            using (var stream = Permissions.CreateNew(temp))
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                stream.Write(bytes, 0, bytes.Length);
                if (settings.Fsync)
                {
                    DeviceFlush.OfFile(stream);
                }
            }

            settings.Reached(ProtocolStep.RootTempWritten, temp);
            if (!FileRename.IntoFreeName(temp, path) && IsBlank(path))
            {
                // Two who find the same blank replace it by their equals.
                FileRename.Replace(temp, path, settings.Fsync);
            }
        }
        finally
        {
            BestEffort.Delete(temp);
        }
    }
}
