using System.Collections.Concurrent;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Layout;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Stores;

/// <summary>
/// The shards that a batch stores into, each opened once and held until it is flushed: what is flushed is the folder that the entries went
/// into, whatever its name means by then (H73). Safe for several threads at once.
/// </summary>
internal sealed class OpenShards(CacheDirectory directory) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<OpenFolder>> _shards = new(StringComparer.Ordinal);

    private RootPermissions? _permissions;

    /// <exception cref="DirectoryNotFoundException">The root is gone.</exception>
    public RootPermissions Permissions => _permissions ??= directory.OpenToWrite();

    /// <summary>Opens a key's shard, and makes it first if it is not there.</summary>
    /// <inheritdoc cref="RootPermissions.OpenShard"/>
    public OpenFolder Open(CacheKey key) =>
        _shards.GetOrAdd(CacheLayout.ShardName(key), _ => new Lazy<OpenFolder>(() => Permissions.OpenShard(key))).Value;

    public void Dispose()
    {
        foreach (var shard in _shards.Values.Where(shard => shard.IsValueCreated))
        {
            shard.Value.Dispose();
        }
    }
}
