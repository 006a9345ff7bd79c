namespace PdfTract.Cache;

/// <summary>
/// The clock of the file system that holds the cache: the modification time of a file just written there. File times are
/// compared with nothing else, so that a client's wrong clock deletes nothing live (H30).
/// </summary>
internal static class ShareClock
{
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static DateTime Read(CacheLayout layout, RootPermissions permissions)
    {
        var probe = layout.NewProbe();
        try
        {
            using (var stream = permissions.CreateNew(probe))
            {
                WriteOneByte(stream);
            }

            return new FileInfo(probe).LastWriteTimeUtc;
        }
        catch (IOException) when (!Os.IsWindows && FileTouch.Now(layout.Marker))
        {
            // No room for one more file, which is what a clean-up is there for. A touch takes the share's clock too (H05).
            return new FileInfo(layout.Marker).LastWriteTimeUtc;
        }
        finally
        {
            BestEffort.Delete(probe);
        }
    }

    /// <summary>An empty file's time may be the client's: some shares take a create's time from there.</summary>
    private static void WriteOneByte(FileStream stream)
    {
        try
        {
            stream.WriteByte(0);
        }
        catch (IOException)
        {
            // A full disk is what a clean-up is there for: the create's time has to do.
        }
    }

    /// <summary>How far a file's time is from now, in either direction: a time in the future ages out like one in the past.</summary>
    public static TimeSpan Age(DateTime modifiedUtc, DateTime nowUtc) => (nowUtc - modifiedUtc).Duration();
}
