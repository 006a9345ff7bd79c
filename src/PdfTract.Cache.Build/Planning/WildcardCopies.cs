using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Records;

namespace PdfTract.Cache.Build.Planning;

/// <summary>
/// Tells documents from what a wildcard finds besides them: <c>**/*.pdf</c> from a project's folder finds the copies that a build put into <c>bin/</c> and
/// <c>obj/</c>, and results that are PDFs themselves. A wildcard that begins inside of such a folder, and a name that is written out, mean what they say.
/// </summary>
/// <param name="buildFolders">Full paths: where builds put what they make.</param>
/// <param name="results">Where this project's results go, with a separator at its end: its own results are no documents wherever the wildcard began.</param>
internal sealed class WildcardCopies(IEnumerable<string> buildFolders, string results)
{
    private readonly string[] _folders = [.. buildFolders.Select(SystemPath.AsFolder).Distinct(SystemPath.Comparer)];

    /// <summary>By the wildcard's beginning and a folder: the folder of results that this is or is in; null for none.</summary>
    private readonly Dictionary<string, string?> _resultFolders = new(SystemPath.Comparer);
    private readonly Dictionary<string, IReadOnlyList<Dictionary<string, ManifestEntry>>> _manifests = new(SystemPath.Comparer);

    public bool IsCopy(ITaskItem item, string path)
    {
        var recursive = item.GetMetadata("RecursiveDir");
        if (recursive.Length == 0)
        {
            return false;
        }

        var place = recursive + Path.GetFileName(path);
        if (!path.EndsWith(place, SystemPath.Comparison))
        {
            return false;
        }

        var start = path.Substring(0, path.Length - place.Length);
        return Array.Exists(_folders, folder => IsBetween(start, folder, path))
            || (ResultFolderOf(Path.GetDirectoryName(path)!, start) is { } found && IsListed(found, path));
    }

    private static bool IsBetween(string start, string folder, string path) =>
        path.StartsWith(folder, SystemPath.Comparison) && !start.StartsWith(folder, SystemPath.Comparison);

    /// <summary>From the folder upwards to where the wildcard began.</summary>
    private string? ResultFolderOf(string folder, string start)
    {
        var path = SystemPath.AsFolder(folder);
        if (path.Length < start.Length || (path.Length == start.Length && !string.Equals(path, results, SystemPath.Comparison)))
        {
            return null;
        }

        var key = start + "\0" + folder;
        if (!_resultFolders.TryGetValue(key, out var found))
        {
            found = Directory.Exists(path + ResultManifest.FolderName) ? folder
                : Path.GetDirectoryName(folder) is { } parent ? ResultFolderOf(parent, start)
                : null;
            _resultFolders[key] = found;
        }

        return found;
    }

    private bool IsListed(string folder, string path)
    {
        if (!_manifests.TryGetValue(folder, out var manifests))
        {
            _manifests[folder] = manifests = [.. ResultManifest.AllIn(folder).Select(ResultManifest.Read)];
        }

        var place = ResultPlace.Below(SystemPath.AsFolder(folder), path);
        return manifests.Any(manifest => manifest.ContainsKey(place));
    }
}
