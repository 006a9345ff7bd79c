namespace PdfTract.Cache;

/// <summary>
/// The publishing rename. On Windows it fails while a reader, a scanner or a delete holds the target: tried again with
/// jitter, a bounded number of times (H13).
/// </summary>
internal static class ReplaceEntry
{
    /// <summary>About a quarter of a second in all on average: a scanner is done by then, and extracting again costs more.</summary>
    private const int MaxAttempts = 10;

    private const int MaxPauseMilliseconds = 50;

    /// <param name="temp">The finished entry.</param>
    /// <param name="entry">The name that it gets.</param>
    /// <param name="written">What the finished entry says of itself.</param>
    /// <param name="settings">Whether to flush, and the key that an entry must be signed with to count.</param>
    /// <exception cref="DirectoryNotFoundException">The temp or the folder is gone, and the entry is not there either.</exception>
    /// <exception cref="IOException">The target cannot be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission, or the target stayed busy and is not this key's entry.</exception>
    public static void With(string temp, string entry, EntryMetadata written, CacheSettings settings)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Rename(temp, entry, written, settings);
                return;
            }
            catch (Exception e) when (Os.IsWindows && IsBusy(e))
            {
                // Whoever holds it open may hold the very entry that was to be published. It counts only when it is whole: a
                // damaged one is about to be removed, and then nothing would stand there (H01, seen under wine).
                if (Standing(entry, written, settings) is not null)
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

    private static void Rename(string temp, string entry, EntryMetadata written, CacheSettings settings)
    {
        try
        {
            FileRename.Replace(temp, entry, settings.Fsync);
        }
        catch (DirectoryNotFoundException) when (!File.Exists(temp) && Standing(entry, written, settings)?.Holds(written) == true)
        {
            // NFS: the server renamed, its reply was lost, and asked once more it knows no temp (H43).
        }
        catch (UnauthorizedAccessException) when (!Os.IsWindows && Standing(entry, written, settings)?.Holds(written) == true)
        {
            // Another user's, in a sticky folder, with the same content: two that missed at once. It is stored (H38).
        }
    }

    /// <returns>What the entry says that stands there; null unless it is whole, of the same key, and has all of the kinds.</returns>
    private static EntryMetadata? Standing(string entry, EntryMetadata written, CacheSettings settings)
    {
        using var reader = EntryReader.Open(entry, written.Key, [.. written.Outputs.Select(output => output.Kind)], settings.SigningKey).Reader;
        return reader?.Metadata;
    }

    private static bool IsBusy(Exception e)
    {
        const int SharingViolation = unchecked((int)0x80070020), LockViolation = unchecked((int)0x80070021);
        return e is UnauthorizedAccessException || e.HResult is SharingViolation or LockViolation;
    }

    /// <summary>From a new Guid: no shared generator, no seed that two processes have in common.</summary>
    private static int Jitter() => 1 + (Guid.NewGuid().ToByteArray()[0] % MaxPauseMilliseconds);
}
