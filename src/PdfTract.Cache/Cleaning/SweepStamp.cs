namespace PdfTract.Cache;

/// <summary>A file whose modification time says when a clean-up last began. Only whether the next build starts another depends on it.</summary>
internal sealed class SweepStamp(CacheLayout layout, RootPermissions permissions)
{
    /// <summary>
    /// Never by opening it for creation: in a sticky folder the kernel refuses that for another user's file, and a file that is
    /// another's to write can still be replaced where the folder allows it (H38). Failing costs a clean-up more.
    /// </summary>
    public void Set()
    {
        if (FileTouch.Now(layout.SweepStamp))
        {
            return;
        }

        var temp = CacheLayout.NewTemp(layout.SweepStamp);
        try
        {
            permissions.CreateNew(temp).Dispose();
            FileRename.Replace(temp, layout.SweepStamp);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Others may clean up once more for nothing.
        }
        finally
        {
            BestEffort.Delete(temp);
        }
    }
}
