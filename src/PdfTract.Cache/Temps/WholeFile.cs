using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Temps;

/// <summary>Replaces a small file of a project's own through a temp: a killed build leaves the old file or the new one.</summary>
internal static class WholeFile
{
    /// <exception cref="IOException">It cannot be written; the old file stands.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old file stands.</exception>
    public static void Replace(string path, byte[] bytes, int count)
    {
        var temp = OutputTemps.NewBeside(path);
        try
        {
            using (var file = SharedFile.CreateNew(temp))
            {
                file.Write(bytes, 0, count);
            }

            FileRename.Replace(temp, path);
        }
        catch
        {
            BestEffort.Delete(temp);
            throw;
        }
    }
}
