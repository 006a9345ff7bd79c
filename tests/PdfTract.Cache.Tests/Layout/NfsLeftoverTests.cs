namespace PdfTract.Cache.Tests;

/// <summary>What an NFS client makes of a file that is removed while somebody has it open.</summary>
[Category("H43")]
internal sealed class NfsLeftoverTests : CacheFixture
{
    private static readonly string[] Names = [".nfs000000000a1b2c3d00000001", ".nfs.20051f0a.0004"];

    [Test]
    public void H43_a_root_with_such_a_file_and_no_marker_is_nobodys([ValueSource(nameof(Names))] string name, [Values("cache", "cache/v1")] string folder)
    {
        var leftover = Folder.Write($"{folder}/{name}", [1]);

        Assert.Multiple(() =>
        {
            Assert.That(Inspect(), Is.EqualTo(RootState.Empty));
            Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(File.ReadAllBytes(leftover), Is.EqualTo([1]), "its client removes it");
        });
    }

    [TestCase(".nfsnobody")]
    [TestCase(".nfs")]
    [TestCase("a.nfs01")]
    public void H43_a_name_that_only_looks_like_one_is_somebodys(string name)
    {
        Folder.Write($"cache/{name}", [1]);

        Assert.That(Inspect(), Is.EqualTo(RootState.Foreign));
    }

    [Test]
    public void H43_a_cleanup_neither_counts_nor_removes_them()
    {
        var size = Store().StoredBytes;
        string[] leftovers = [.. Names.SelectMany(name => new[] { Path.Combine(Root, name), Path.Combine(Layout.Entries, name), Path.Combine(Layout.Shard(Key), name) })];
        foreach (var leftover in leftovers)
        {
            File.WriteAllBytes(leftover, new byte[1000]);
            File.SetLastWriteTimeUtc(leftover, DateTime.UtcNow.AddYears(-1));
        }

        using var cache = Open(settings => settings with { MaxAge = TimeSpan.FromDays(1), MaxSize = size });
        var result = cache.Cleanup();

        Assert.Multiple(() =>
        {
            Assert.That(result, Is.EqualTo(new CleanupResult(RootState.Cache, RemainingEntries: 1, RemainingBytes: size)));
            Assert.That(leftovers.Where(file => !File.Exists(file)), Is.Empty);
        });
    }

    private RootState Inspect() => new CacheRoot(Layout, new CacheSettings(Root)).Inspect();
}
