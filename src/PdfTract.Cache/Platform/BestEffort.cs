namespace PdfTract.Cache;

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
}
