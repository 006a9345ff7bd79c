namespace PdfTract.Cache.Tests;

/// <summary>A disk with room for bytes and none for files: it is full at create, not at write.</summary>
[Platform("Linux")]
[Category("H05")]
internal sealed class FewInodesTests : CacheFixture
{
    private MountedFileSystem? _disk;

    [TearDown]
    public void Unmount() => _disk?.Dispose();

    [Test]
    public void H05_whatever_cannot_be_created_is_not_stored_leaves_nothing_and_what_stands_is_served(
        [Range(1, 6)] int inodes)
    {
        _disk = MountedFileSystem.Mount(Root, "-t", "tmpfs", "-o", $"size=4m,nr_inodes={inodes}", "tmpfs", Root);

        var outcomes = Enumerable.Range(0, 6).Select(i => Store(key: KeyOf($"d{i}"))).ToArray();

        var stored = outcomes.Count(result => result.Outcome == StoreOutcome.Stored);
        Assert.Multiple(() =>
        {
            // The root, the marker, the tag, and the folder of the shards take four; an entry and its shard two.
            Assert.That(stored, Is.EqualTo(Math.Max(0, (inodes - 4) / 2)));
            Assert.That(outcomes.Skip(stored).Select(result => result.Outcome), Is.All.EqualTo(StoreOutcome.Failed));
            Assert.That(TempsInCache(), Is.Empty);
            Assert.That(Directory.EnumerateDirectories(Root, "*.tmp.*", SearchOption.AllDirectories), Is.Empty);
            Assert.That(Enumerable.Range(0, 6).Count(i => Restore(key: KeyOf($"d{i}")).IsHit), Is.EqualTo(stored));
        });
    }

    [Test]
    public void H05_a_clean_up_makes_room_where_not_even_its_clock_can_be_created()
    {
        _disk = MountedFileSystem.Mount(Root, "-t", "tmpfs", "-o", "size=4m,nr_inodes=7", "tmpfs", Root);
        Store();
        Store(key: KeyOf("second"));
        using var cache = Open(settings => settings with { MaxSize = 0 });

        Assert.That(cache.Cleanup().Evicted, Is.EqualTo(1));
    }
}
