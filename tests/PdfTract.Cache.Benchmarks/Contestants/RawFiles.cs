using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>The floor: the bytes as they are in files as the cache lays them out. No codec, no checksum, nothing verified.</summary>
internal sealed class RawFiles(string folder) : InProcess
{
    public const string Title = "raw files";

    private readonly HashSet<string> _shards = [];

    public override string Name => Title;

    public override void Dispose()
    {
    }

    protected override void Store(Item item)
    {
        var bytes = Output.Of(item.Source);
        var path = PathOf(item);
        var shard = Path.GetDirectoryName(path)!;
        if (_shards.Add(shard))
        {
            Directory.CreateDirectory(shard);
        }

        NewFile.Write(path, bytes);
    }

    protected override ReadOnlySpan<byte> Read(Item item) => Output.Of(PathOf(item));

    private string PathOf(Item item) => Path.Combine(folder, item.Name[..2], item.Name);
}
