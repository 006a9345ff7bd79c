namespace PdfTract.Cache;

/// <summary>
/// The clock of the file system that holds the cache: the modification time of a file just written there. File times are
/// compared with nothing else, so that a client's wrong clock deletes nothing live (H30).
/// </summary>
internal static class ShareClock
{
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static DateTime Read(CacheLayout layout)
    {
        var probe = layout.NewProbe();
        try
        {
            using (var stream = SharedFile.CreateNew(probe))
            {
                // One byte, and not an empty file: a share may take the time of a create from the client.
                stream.WriteByte(0);
            }

            return new FileInfo(probe).LastWriteTimeUtc;
        }
        finally
        {
            BestEffort.Delete(probe);
        }
    }

    /// <summary>How far a file's time is from now, in either direction: a time in the future ages out like one in the past.</summary>
    public static TimeSpan Age(DateTime modifiedUtc, DateTime nowUtc) => (nowUtc - modifiedUtc).Duration();
}
