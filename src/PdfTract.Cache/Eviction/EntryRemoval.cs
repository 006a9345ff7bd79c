using PdfTract.Cache.Layout;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Eviction;

/// <summary>How one clean-up removes files, and how much it has removed.</summary>
internal sealed class EntryRemoval(CacheSettings settings)
{
    /// <summary>Of all that was removed.</summary>
    public long RemovedBytes { get; private set; }

    /// <summary>Files that could not be removed.</summary>
    public int Failures { get; private set; }

    /// <summary>
    /// Looks once more just before: a file that was touched or replaced since it was looked at stays (H31). What a writer publishes between that look
    /// and the removal is lost with it: a miss, and nothing else.
    /// </summary>
    /// <returns>Whether it was removed.</returns>
    public bool Remove(ScannedFile file)
    {
        settings.Reached(ProtocolStep.CleanupBeforeDelete, file.Folder, file.Name);
        try
        {
            if (file.Folder.Look(file.Name) is not { } status || FileStamp.Of(status) != file.Stamp || !file.Folder.Delete(file.Name))
            {
                return false;
            }
        }
        catch (Exception e) when (IoError.IsGone(e))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Failures++;
            return false;
        }

        RemovedBytes = SaturatingSum.Of(RemovedBytes, file.Stamp.Length);
        settings.Reached(ProtocolStep.CleanupDeleted, file.Folder, file.Name);
        return true;
    }
}
