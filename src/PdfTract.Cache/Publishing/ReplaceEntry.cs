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

    /// <param name="temp">What is to be published.</param>
    /// <param name="entry">Its name.</param>
    /// <param name="isWhole">Whether what stands there is an entry as good as the new one.</param>
    /// <exception cref="IOException">The target cannot be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission, or the target stayed busy and is not this key's entry.</exception>
    public static void With(string temp, string entry, Func<bool> isWhole)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                FileRename.Replace(temp, entry);
                return;
            }
            catch (Exception e) when (Native.IsWindows && IsBusy(e))
            {
                // Whoever holds it open may hold the very entry that was to be published. It counts only when it is whole: a
                // damaged one is about to be removed, and then nothing would stand there (H01, seen under wine).
                if (isWhole())
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

    private static bool IsBusy(Exception e)
    {
        const int SharingViolation = unchecked((int)0x80070020), LockViolation = unchecked((int)0x80070021);
        return e is UnauthorizedAccessException || e.HResult is SharingViolation or LockViolation;
    }

    /// <summary>From a new Guid: no shared generator, no seed that two processes have in common.</summary>
    private static int Jitter() => 1 + (Guid.NewGuid().ToByteArray()[0] % MaxPauseMilliseconds);
}
