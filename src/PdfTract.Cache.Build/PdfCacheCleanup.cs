using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Eviction;
using PdfTract.Cache.Layout;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build;

/// <summary>
/// Removes stale temps, entries beyond the age limit, and the least recently used until the cache fits its size limit. Any
/// number may run at once; below a folder that is no cache, nothing is ever removed.
/// </summary>
/// <remarks>
/// With a <see cref="CacheTask.CleanupInterval"/> this is a clean-up of a build's own accord: it does nothing if another began
/// less than that ago, and leaves a folder that is no cache to the store's warning. Without one, somebody asked for a clean-up,
/// and such a folder is an error.
/// </remarks>
[MSBuildMultiThreadableTask]
public sealed class PdfCacheCleanup : CacheTask
{
    /// <summary>How many files were removed.</summary>
    [Output]
    public int RemovedCount { get; private set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var settings = ReadSettings();
        if (Log.HasLoggedErrors || settings.ReadOnly)
        {
            return;
        }

        var wasAsked = IsBlank(CleanupInterval);
        using var cache = new ExtractionCache(settings);
        if (!wasAsked && (Interval is not { } interval || cache.WasCleanedWithin(interval)))
        {
            LogDetail($"The cache '{CacheRoot}' was cleaned less than {CleanupInterval} ago, or is not to be cleaned by builds.");
            return;
        }

        try
        {
            Report(cache.Cleanup(cancellationToken), wasAsked);
        }
        catch (UnauthorizedAccessException e)
        {
            LogDetail($"The cache '{CacheRoot}' is not this user's to clean: {e.Message}");
        }
        catch (IOException e) when (IoError.IsReadOnlyFileSystem(e))
        {
            LogDetail($"The cache '{CacheRoot}' is on a read-only file system: {e.Message}");
        }
        catch (IOException e)
        {
            LogWarningOnce(DiagnosticCodes.CleanupFailed, CacheRoot,
                $"The cache '{CacheRoot}' could not be cleaned: {e.Message} Nothing that a build needs is affected; the next clean-up tries again.");
        }
    }

    private void Report(CleanupResult result, bool wasAsked)
    {
        if (result.Root == RootState.Foreign && wasAsked)
        {
            LogError(DiagnosticCodes.RootIsForeign, CacheRoot,
                $"'{CacheRoot}' holds files and is no cache (there is no 'pdftract-cache.json' in it), so nothing was removed. "
                + "Set PdfCacheDirectory to the cache's own folder.");
        }
        else if (result.Root != RootState.Cache)
        {
            LogDetail($"'{CacheRoot}' is no cache ({result.Root}): there is nothing to clean.");
        }
        else
        {
            ReportRemoved(result);
        }
    }

    private void ReportRemoved(CleanupResult result)
    {
        RemovedCount = result.StaleTemps + result.Aged + result.Evicted;
        LogDetail(
            $"Cleaned '{CacheRoot}': {result.StaleTemps} stale temps, {result.Aged} entries beyond the age limit and {result.Evicted} over the size limit "
            + $"removed ({result.RemovedBytes} bytes); {result.RemainingEntries} entries with {result.RemainingBytes} bytes remain; {result.Failures} failures.");
    }
}
