using System.Security.Cryptography;

namespace PdfTract.Cache.Stress.Hostile;

/// <summary>What stands outside the cache and must not change: private and open folders and files of the builds' user and of root.</summary>
internal sealed class Outside
{
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _before;

    private Outside(string folder)
    {
        _folder = folder;
        _before = Look();
    }

    /// <summary>Paths for a neighbour to aim links at.</summary>
    public IReadOnlyList<string> Baits => [.. _before.Keys];

    public static Outside Make(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var user in (int[])[0, OtherUser.Builder])
        {
            // An empty folder is the one that looks most like a shard that was just made.
            Folder($"private-{user}", user, "0700", withFile: true);
            Folder($"empty-{user}", user, "0700", withFile: false);
            Folder($"open-{user}", user, "0755", withFile: true);
        }

        return new Outside(folder);

        void Folder(string name, int user, string mode, bool withFile)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(path);
            if (withFile)
            {
                var file = Path.Combine(path, "file");
                File.WriteAllText(file, $"of {user}");
                OtherUser.GiveAway(file, user, user, "0644");
            }

            OtherUser.GiveAway(path, user, user, mode);
        }
    }

    /// <summary>Each path that is not as it was.</summary>
    public IEnumerable<string> Changes()
    {
        var now = Look();
        foreach (var path in _before.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            var (before, after) = (_before.GetValueOrDefault(path, "nothing"), now.GetValueOrDefault(path, "nothing"));
            if (before != after)
            {
                yield return $"outside the cache, '{Path.GetRelativePath(_folder, path)}' was [{before}] and is [{after}]";
            }
        }
    }

    private Dictionary<string, string> Look() => Directory
        .EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, Describe);

    private static string Describe(string path)
    {
        var status = FileStatus.OfUnlinked(path) ?? throw new IOException($"'{path}' cannot be looked at.");
        var content = status.Kind == FileKind.File ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))[..8] : "";
        var (permissions, time) = (Convert.ToString(status.Permissions, 8), status.Modified);
        return $"{status.Kind} {permissions} of {status.Owner}, {status.Length} bytes {content}, {time.Seconds}.{time.Nanoseconds}";
    }
}
