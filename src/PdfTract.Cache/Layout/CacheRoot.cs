using System.Globalization;
using System.Text;

namespace PdfTract.Cache;

/// <summary>
/// The marker that makes a folder a cache. Invariants: nothing is stored or deleted below a root without it; it appears
/// whole or not at all; the first of N processes that begin at once wins and nobody replaces it (H39).
/// </summary>
internal sealed class CacheRoot(CacheLayout layout, CacheSettings settings)
{
    /// <summary>Every marker begins with these bytes; the rest is for people.</summary>
    private const string MarkerStart = "{\"format\":\"pdftract-cache\"";

    /// <summary>Bytes fixed by the Cache Directory Tagging Specification, version 0.6.</summary>
    private const string TagText =
        "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of PDF extraction results: everything in it can be made again.\n";

    /// <summary>Makes the files and folders below the root.</summary>
    public RootPermissions Permissions { get; } = new(layout, settings);

    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public RootState Inspect()
    {
        if (!Directory.Exists(layout.Root))
        {
            return RootState.Missing;
        }

        if (IsMarkerValid())
        {
            return RootState.Cache;
        }

        if (Directory.EnumerateFileSystemEntries(layout.Root).All(CacheLayout.MayPrecedeMarker))
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
            Directory.CreateDirectory(layout.Root);
        }

        if (state is RootState.Missing or RootState.Empty)
        {
            // The marker goes first: a process that dies here leaves a folder that still counts as empty.
            PublishOnce(layout.Marker, $"{MarkerStart},\"version\":1,\"created\":\"{DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture)}\"}}\n");
            PublishOnce(layout.Tag, TagText);
            state = Inspect();
        }

        return state;
    }

    private bool IsMarkerValid()
    {
        if (!(RegularFile.Length(layout.Marker) >= MarkerStart.Length))
        {
            return false;
        }

        try
        {
            using var marker = SharedFile.OpenRead(layout.Marker);
            var start = new byte[MarkerStart.Length];
            return marker.ReadUpTo(start, 0, start.Length) == start.Length && Encoding.ASCII.GetString(start) == MarkerStart;
        }
        catch (FileNotFoundException)
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
            }

            settings.Reached(ProtocolStep.RootTempWritten, temp);
            FileRename.IntoFreeName(temp, path);
        }
        finally
        {
            BestEffort.Delete(temp);
        }
    }
}
