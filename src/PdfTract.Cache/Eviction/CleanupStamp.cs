using PdfTract.Cache.Layout;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Eviction;

/// <summary>A file whose modification time says when a clean-up last began. Only whether the next build starts another depends on it.</summary>
internal static class CleanupStamp
{
    /// <summary>
    /// Never by opening it for creation: in a sticky folder the kernel refuses that for another user's file, and a file that is
    /// another's to write can still be replaced where the folder allows it (H38). Failing costs a clean-up more.
    /// </summary>
    public static void Set(OpenFolder root, RootPermissions permissions, DateTime now)
    {
        if (root.Touch(CacheLayout.CleanupStampName, () => now))
        {
            return;
        }

        var temp = CacheLayout.NewTemp(CacheLayout.CleanupStampName);
        try
        {
            permissions.CreateNew(root, temp).Dispose();
            root.Rename(temp, CacheLayout.CleanupStampName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Others may clean up once more for nothing.
        }
        finally
        {
            root.TryDelete(temp);
        }
    }
}
