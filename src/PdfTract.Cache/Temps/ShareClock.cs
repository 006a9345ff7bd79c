using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Temps;

/// <summary>
/// The clock of the file system that holds a folder: the modification time of a file just written there. File times are
/// compared with nothing else, so that a client's wrong clock deletes nothing live (H30, H80).
/// </summary>
internal static class ShareClock
{
    /// <param name="folder">The folder.</param>
    /// <param name="probe">A temp's name, for the file that is written and removed again.</param>
    /// <param name="create">Creates it.</param>
    /// <param name="standIn">The name of a file that may be touched instead, where there is no room for one more; null for none.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static DateTime Read(OpenFolder folder, string probe, Func<OpenFolder, string, Stream> create, string? standIn = null)
    {
        try
        {
            using (var stream = create(folder, probe))
            {
                WriteOneByte(stream);
            }

            return TimeOf(folder, probe);
        }
        catch (IOException) when (!Os.IsWindows && standIn is not null && folder.Touch(standIn, () => DateTime.UtcNow))
        {
            // No room for one more file, which is what a clean-up is there for. A touch takes the share's clock too (H05).
            return TimeOf(folder, standIn);
        }
        finally
        {
            folder.TryDelete(probe);
        }
    }

    /// <summary>How far a file's time is from now, in either direction: a time in the future ages out like one in the past.</summary>
    public static TimeSpan Age(DateTime modifiedUtc, DateTime nowUtc) => (nowUtc - modifiedUtc).Duration();

    private static DateTime TimeOf(OpenFolder folder, string name) =>
        folder.Look(name)?.ModifiedUtc ?? throw new IOException($"'{folder.PathOf(name)}' was removed at once.");

    /// <summary>An empty file's time may be the client's: some shares take a create's time from there.</summary>
    private static void WriteOneByte(Stream stream)
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
}
