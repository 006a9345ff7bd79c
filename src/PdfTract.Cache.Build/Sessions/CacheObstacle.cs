using PdfTract.Cache.Keys;
using PdfTract.Cache.Layout;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>Finds what stands where the cache wants to write, and is not what belongs there: no disk is full then, and no permission would help.</summary>
internal static class CacheObstacle
{
    /// <param name="root">The cache's root.</param>
    /// <param name="keys">Of results that could not be stored.</param>
    /// <returns>What it is and what to do: two sentences; null when there is nothing.</returns>
    public static string? Find(string root, IEnumerable<CacheKey> keys)
    {
        for (var folder = root; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (IsFile(folder))
            {
                return $"'{folder}' is {What(folder)} and no folder. Remove it, or set PdfCacheDirectory to another folder.";
            }
        }

        var layout = new CacheLayout(root);
        foreach (var key in keys)
        {
            var shard = layout.Shard(key);
            var entry = layout.Entry(key);
            if (new[] { Path.GetDirectoryName(shard)!, shard }.FirstOrDefault(IsFile) is { } file)
            {
                return $"'{file}' is {What(file)}, where the cache has a folder. Remove it: everything in a cache can be made again.";
            }

            if (Directory.Exists(entry))
            {
                return $"'{entry}' is a folder, where the cache has a file. Remove it: everything in a cache can be made again.";
            }
        }

        return null;
    }

    /// <summary>A link that leads nowhere is in the way as well.</summary>
    private static bool IsFile(string path) => !Directory.Exists(path) && (File.Exists(path) || IsDanglingLink(path));

    private static bool IsDanglingLink(string path) => FileStatus.OfUnlinked(path) is { Kind: FileKind.Link };

    private static string What(string path) => File.Exists(path) ? "a file" : "a link that leads nowhere";
}
