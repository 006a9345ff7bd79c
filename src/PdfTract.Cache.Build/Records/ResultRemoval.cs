using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Records;

/// <summary>Removes files below a folder: never outside it, never through a link, whatever place a record names.</summary>
internal static class ResultRemoval
{
    /// <param name="folder">With a separator at its end.</param>
    /// <param name="place">The file's place below it.</param>
    /// <returns>Whether the file was removed.</returns>
    public static bool TryRemove(string folder, string place)
    {
        if (!ResultPlace.IsInside(place) || IsBehindLink(folder, place))
        {
            return false;
        }

        var path = ResultPlace.PathOf(folder, place);
        if (IsLink(path) || !BestEffort.Delete(path))
        {
            return false;
        }

        RemoveEmptyFolders(folder, place);
        return true;
    }

    public static bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>From the innermost, the folder of results itself among them. A link to one is the user's.</summary>
    private static void RemoveEmptyFolders(string folder, string place)
    {
        for (var slash = place.LastIndexOf('/'); slash > 0; slash = place.LastIndexOf('/', slash - 1))
        {
            BestEffort.DeleteFolder(ResultPlace.PathOf(folder, place.Substring(0, slash)));
        }

        if (!IsLink(folder.TrimEnd(Path.DirectorySeparatorChar)))
        {
            BestEffort.DeleteFolder(folder);
        }
    }

    private static bool IsBehindLink(string folder, string place)
    {
        for (var slash = place.IndexOf('/'); slash > 0; slash = place.IndexOf('/', slash + 1))
        {
            if (IsLink(ResultPlace.PathOf(folder, place.Substring(0, slash))))
            {
                return true;
            }
        }

        return false;
    }
}
