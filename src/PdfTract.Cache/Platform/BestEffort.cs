namespace PdfTract.Cache.Platform;

/// <summary>Tidying whose failure changes nothing: what stays behind is found by the next clean-up.</summary>
internal static class BestEffort
{
    /// <returns>Whether the file is gone through this call.</returns>
    public static bool Delete(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return false;
            }

            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Removes a folder if it is empty.</summary>
    public static void DeleteFolder(string path)
    {
        try
        {
            Directory.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone already, or found by the next clean-up.
        }
    }
}
