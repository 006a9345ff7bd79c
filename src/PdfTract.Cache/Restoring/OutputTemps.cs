namespace PdfTract.Cache;

/// <summary>The temps beside outputs: how they are named, and how those go that a killed build left (H07).</summary>
internal static class OutputTemps
{
    /// <summary>Short and independent of the destination's name, which may be as long as a name can be (H42).</summary>
    private const string Prefix = ".pdfc";

    /// <summary>As for entries: nobody works on one output for an hour without writing.</summary>
    private static readonly TimeSpan StaleAge = CacheCleaner.StaleTempAge;

    /// <summary>A fresh name beside a destination, for a temp or for a folder of them.</summary>
    public static string NewBeside(string destination) =>
        Path.Combine(Path.GetDirectoryName(destination)!, TempName.After(Prefix));

    /// <summary>Removes what killed builds left in a folder of outputs. Failing to costs disk space and nothing else.</summary>
    public static void RemoveStale(string folder, DateTime nowUtc)
    {
        try
        {
            foreach (var temp in new DirectoryInfo(folder).EnumerateFileSystemInfos(Prefix + ".*").Where(temp => IsStale(temp, nowUtc)).ToArray())
            {
                Remove(temp);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is no such folder yet, or another build is faster.
        }
    }

    private static bool IsStale(FileSystemInfo temp, DateTime nowUtc) =>
        TempName.TryGetPrefix(temp.Name, out var prefix) && prefix == Prefix && IsOld(temp, nowUtc);

    /// <summary>A folder's own time says nothing of a file in it that an extractor is still writing.</summary>
    private static bool IsOld(FileSystemInfo temp, DateTime nowUtc) =>
        ShareClock.Age(temp.LastWriteTimeUtc, nowUtc) > StaleAge
        && (temp is not DirectoryInfo folder || IsLink(folder) || folder.EnumerateFileSystemInfos().All(inside => IsOld(inside, nowUtc)));

    private static bool IsLink(DirectoryInfo folder) => (folder.Attributes & FileAttributes.ReparsePoint) != 0;

    private static void Remove(FileSystemInfo temp)
    {
        if (temp is DirectoryInfo folder && !IsLink(folder))
        {
            folder.Delete(recursive: true);
        }
        else
        {
            temp.Delete();
        }
    }
}
