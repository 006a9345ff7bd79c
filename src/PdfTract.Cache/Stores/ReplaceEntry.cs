using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Stores;

/// <summary>
/// The publishing rename. On Windows it fails while a reader, a scanner or a delete holds the target: tried again with
/// jitter, a bounded number of times (H13).
/// </summary>
internal static class ReplaceEntry
{
    /// <summary>About a quarter of a second in all on average: a scanner is done by then, and extracting again costs more.</summary>
    private const int MaxAttempts = 10;

    private const int MaxPauseMilliseconds = 50;

    /// <param name="shard">The folder of both.</param>
    /// <param name="temp">The finished entry.</param>
    /// <param name="written">The file that it is.</param>
    /// <param name="entry">The name that it gets.</param>
    /// <param name="isStored">Verifies what stands there, and says whether it holds the very outputs.</param>
    /// <param name="writeThrough">As for <see cref="OpenFolder.Rename"/>.</param>
    /// <exception cref="DirectoryNotFoundException">The temp or the folder is gone, and the entry is not there either.</exception>
    /// <exception cref="IOException">The target cannot be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission, or the target stayed busy and is not this key's entry.</exception>
    public static void With(OpenFolder shard, string temp, FileStatus written, string entry, Func<bool> isStored, bool writeThrough)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Rename(shard, temp, written, entry, isStored, writeThrough);
                return;
            }
            catch (Exception e) when (Os.IsWindows && IsBusy(e))
            {
                // The process that holds it open may hold the very entry that was to be published. It counts only when it is whole: a
                // damaged one is about to be removed, and then nothing would stand there (H01, seen under wine).
                if (isStored())
                {
                    return;
                }

                if (attempt == MaxAttempts)
                {
                    throw;
                }

                Thread.Sleep(Jitter());
            }
        }
    }

    private static void Rename(OpenFolder shard, string temp, FileStatus written, string entry, Func<bool> isStored, bool writeThrough)
    {
        try
        {
            shard.Rename(temp, entry, writeThrough);
        }
        catch (DirectoryNotFoundException) when (shard.Look(entry) is { } published && published.IsSameFile(written))
        {
            // NFS: the server renamed, its reply was lost, and asked once more it knows no temp (H43). The file has its name.
        }
        catch (UnauthorizedAccessException) when (!Os.IsWindows && isStored())
        {
            // Another user's, in a sticky folder, with the same bytes: two that missed at once. It is stored (H38).
        }
    }

    private static bool IsBusy(Exception e)
    {
        const int SharingViolation = unchecked((int)0x80070020), LockViolation = unchecked((int)0x80070021);
        return e is UnauthorizedAccessException || e.HResult is SharingViolation or LockViolation;
    }

    /// <summary>From a new Guid: no shared generator, no seed that two processes have in common.</summary>
    private static int Jitter() => 1 + (Guid.NewGuid().ToByteArray()[0] % MaxPauseMilliseconds);
}
