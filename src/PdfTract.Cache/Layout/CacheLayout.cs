using System.Text.RegularExpressions;

namespace PdfTract.Cache;

/// <summary>
/// Where things are below a cache's root, and which names are the cache's own. A pure function of the root and a key: it
/// touches no disk. The layout is drawn in docs/entry-format.md.
/// </summary>
internal sealed class CacheLayout
{
    public const string MarkerName = "pdftract-cache.json";
    public const string TagName = "CACHEDIR.TAG";
    public const string EntryExtension = ".pdfc";

    /// <summary>The folder carries the format's version, so that two formats never share a file name (H44).</summary>
    private const string FormatFolder = "v1";

    private const string ProbePrefix = "clock";
    private const string MarkerPrefix = "pdftract-cache";
    private const string TagPrefix = "CACHEDIR";
    private const string SweepStampName = "last-cleanup";

    private static readonly Regex EntryName = new(@"\A[0-9a-f]{32}-[0-9a-f]{32}\.pdfc\z", RegexOptions.CultureInvariant);
    private static readonly Regex ShardName = new(@"\A[0-9a-f]{2}\z", RegexOptions.CultureInvariant);

    public CacheLayout(string root)
    {
        if (!Path.IsPathRooted(root))
        {
            // A relative path would mean another folder in each node of a build (H46).
            throw new ArgumentException($"The cache directory must be a full path: '{root}'.", nameof(root));
        }

        Root = root;
        Entries = Path.Combine(root, FormatFolder);
    }

    public string Root { get; }

    /// <summary>The folder of the 256 shards.</summary>
    public string Entries { get; }

    public string Marker => Path.Combine(Root, MarkerName);

    public string Tag => Path.Combine(Root, TagName);

    /// <summary>Its modification time says when a clean-up last began.</summary>
    public string SweepStamp => Path.Combine(Root, SweepStampName);

    /// <summary>256 folders by the first two digits: a folder of a million files is slow on some systems and shares.</summary>
    public string Shard(CacheKey key) => Path.Combine(Entries, key.EntryName.Substring(0, 2));

    public string Entry(CacheKey key) => Path.Combine(Shard(key), key.EntryName + EntryExtension);

    /// <summary>A fresh name beside the target: same folder, same device, so that the rename is one step.</summary>
    public static string NewTemp(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, TempName.After(Path.GetFileNameWithoutExtension(target)));

    public string NewProbe() => Path.Combine(Root, TempName.After(ProbePrefix));

    public static bool IsShard(string name) => ShardName.IsMatch(name);

    public static bool IsEntry(string name) => EntryName.IsMatch(name);

    public static bool IsEntryTemp(string name) =>
        TempName.TryGetPrefix(name, out var prefix) && EntryName.IsMatch(prefix + EntryExtension);

    /// <summary>A temp that belongs into the root itself: of the marker, of the tag or a clock probe.</summary>
    public static bool IsRootTemp(string name) =>
        TempName.TryGetPrefix(name, out var prefix)
        && prefix is ProbePrefix or MarkerPrefix or TagPrefix or SweepStampName;

    /// <summary>
    /// Whether something in the root may stand there without the marker: what an interrupted first use leaves, or a store
    /// or clean-up whose root was deleted under it. Folders with other content are somebody's.
    /// </summary>
    public static bool MayPrecedeMarker(string path)
    {
        var name = Path.GetFileName(path);
        return IsRootTemp(name)
            || name is TagName or SweepStampName
            || (name == FormatFolder && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).All(child => IsShard(Path.GetFileName(child))));
    }
}
