using PdfTract.Cache.Keys;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Layout;

/// <summary>
/// Where things are below a cache's root, and which names are the cache's own. A pure function of the root and a key: it
/// touches no disk. The layout is drawn in docs/entry-format.md.
/// </summary>
internal sealed class CacheLayout
{
    public const string MarkerName = "pdftract-cache.json";
    public const string TagName = "CACHEDIR.TAG";
    public const string EntryExtension = ".pdfc";
    public const string ClaimExtension = ".claim";

    /// <summary>The folder carries the format's version, so that two formats never share a file name (H44).</summary>
    public const string FormatFolder = "v1";

    private const string ShardPrefix = FormatFolder + "/";

    private const int ShardLength = 2;

    private const string ProbePrefix = "clock";
    private const string MarkerPrefix = "pdftract-cache";
    private const string TagPrefix = "CACHEDIR";
    public const string CleanupStampName = "last-cleanup";

    /// <summary>What an NFS client makes of a file that was removed while a process had it open; gone when that closes it.</summary>
    private const string NfsPrefix = ".nfs";

    public CacheLayout(string root)
    {
        if (!Path.IsPathRooted(root))
        {
            // A relative path would mean another folder in each node of a build (H46).
            throw new ArgumentException($"The cache directory must be a full path: '{root}'.", nameof(root));
        }

        Root = root;
    }

    public string Root { get; }

    /// <summary>The folder of the 256 shards.</summary>
    public string Entries => Path.Combine(Root, FormatFolder);

    public string Marker => Path.Combine(Root, MarkerName);

    public string Tag => Path.Combine(Root, TagName);

    /// <summary>Its modification time says when a clean-up last began.</summary>
    public string CleanupStamp => Path.Combine(Root, CleanupStampName);

    public string Shard(CacheKey key) => Path.Combine(Entries, ShardName(key));

    public string Entry(CacheKey key) => Path.Combine(Shard(key), EntryName(key));

    public string Claim(CacheKey key) => Path.Combine(Shard(key), ClaimName(key));

    /// <summary>256 folders by the first two digits: a folder of a million files is slow on some systems and shares.</summary>
    public static string ShardName(CacheKey key) => key.EntryName.Substring(0, ShardLength);

    /// <summary>An entry's name in its shard.</summary>
    public static string EntryName(CacheKey key) => key.EntryName + EntryExtension;

    /// <summary>Says that a process is about to make that entry.</summary>
    public static string ClaimName(CacheKey key) => key.EntryName + ClaimExtension;

    /// <summary>A shard below the root.</summary>
    public static string ShardBelowRoot(CacheKey key) => ShardPrefix + ShardName(key);

    /// <summary>An entry below the root. Made once a hit, so it is put together in one step.</summary>
    public static string EntryBelowRoot(CacheKey key)
    {
        var name = key.EntryName;
        return string.Concat(ShardPrefix, name.Substring(0, ShardLength), "/" + name, EntryExtension);
    }

    /// <summary>A fresh name beside the target: same folder, same device, so that the rename is one step.</summary>
    public static string NewTemp(string target) =>
        Path.Combine(Path.GetDirectoryName(target) ?? "", TempName.After(Path.GetFileNameWithoutExtension(target)));

    public static string NewProbe() => TempName.After(ProbePrefix);

    public static bool IsShard(string name) => name.Length == ShardLength && NameShape.IsLowerHex(name, 0, ShardLength);

    public static bool IsEntry(string name) => NameShape.IsOfKey(name, EntryExtension);

    public static bool IsClaim(string name) => NameShape.IsOfKey(name, ClaimExtension);

    public static bool IsEntryTemp(string name) =>
        TempName.TryGetPrefix(name, out var prefix) && NameShape.IsOfKey(prefix, extension: "");

    /// <summary>A temp that belongs into the root itself: of the marker, of the tag or a clock probe.</summary>
    public static bool IsRootTemp(string name) =>
        TempName.TryGetPrefix(name, out var prefix)
        && prefix is ProbePrefix or MarkerPrefix or TagPrefix or CleanupStampName;

    public static bool IsNfsLeftover(string name) =>
        name.Length > NfsPrefix.Length
        && name.StartsWith(NfsPrefix, StringComparison.Ordinal)
        && name.Skip(NfsPrefix.Length).All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F') or '.');

    /// <summary>A folder that is not yet under its name: of the shards, in the root; of a shard, in the folder of the shards.</summary>
    public static bool IsFolderTemp(string name) =>
        TempName.TryGetPrefix(name, out var prefix) && (prefix == FormatFolder || IsShard(prefix));

    /// <summary>
    /// Whether something in the root may stand there without the marker: what an interrupted first use leaves, a store whose
    /// root was deleted under it, or a power loss that took the marker alone (H08). Leftovers of an NFS client are nobody's:
    /// they were deleted already (H43). Folders with other content are somebody's: see <see cref="MayPrecedeShards"/>.
    /// </summary>
    public static bool MayPrecedeMarker(string name) => IsRootTemp(name) || IsFolderTemp(name) || name is TagName or CleanupStampName || IsNfsLeftover(name);

    /// <summary>The same for what is in the folder of the shards.</summary>
    public static bool MayPrecedeShards(string name) => IsShard(name) || IsFolderTemp(name) || IsNfsLeftover(name);
}
