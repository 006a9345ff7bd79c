namespace PdfTract.Cache.Build.Records;

/// <summary>The place of a document or a result relative to all others: names with <c>/</c> between them.</summary>
internal static class ResultPlace
{
    /// <summary>Without empty names, <c>.</c> and, where it is possible, <c>..</c>.</summary>
    public static string Normalize(string place)
    {
        var isRooted = IsRooted(place);
        var names = new List<string>();
        foreach (var name in place.Split('/', '\\'))
        {
            if (name == ".." && names.Count > 0 && names[names.Count - 1] != "..")
            {
                names.RemoveAt(names.Count - 1);
            }
            else if (name is not ("" or "."))
            {
                names.Add(name);
            }
        }

        return (isRooted ? "/" : "") + string.Join("/", names);
    }

    /// <summary>Whether a normalized place is below the folder that it is relative to, whatever that is. A record from elsewhere may name any.</summary>
    public static bool IsInside(string place) =>
        place.Length > 0
        && !IsRooted(place)
        && place != ".."
        && !place.StartsWith("../", StringComparison.Ordinal)
        && place.IndexOf('\0') < 0
        && Normalize(place) == (Path.DirectorySeparatorChar == '\\' ? place.Replace('\\', '/') : place);

    /// <summary>Joins a folder and a place below it.</summary>
    /// <param name="folder">With a separator at its end.</param>
    /// <param name="place">The place.</param>
    public static string PathOf(string folder, string place) =>
        folder + (Path.DirectorySeparatorChar == '/' ? place : place.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The place of a path below a folder.</summary>
    /// <param name="folder">With a separator at its end.</param>
    /// <param name="path">Begins with it.</param>
    public static string Below(string folder, string path)
    {
        var place = path.Substring(folder.Length);
        return Path.DirectorySeparatorChar == '/' ? place : place.Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>A drive's letter roots a path on Windows alone; elsewhere a name may hold a colon.</summary>
    private static bool IsRooted(string place) =>
        place.StartsWith("/", StringComparison.Ordinal)
        || place.StartsWith("\\", StringComparison.Ordinal)
        || (Path.DirectorySeparatorChar == '\\' && place.IndexOf(':') >= 0);
}
