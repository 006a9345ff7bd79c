namespace PdfTract.Cache.Tests.PowerLoss;

[Category("H08")]
internal sealed class BlankMarkerTests : CacheFixture
{
    [TestCase(0)]
    [TestCase(90)]
    [TestCase(512)]
    public void H08_a_marker_that_a_power_loss_emptied_is_written_anew(int zeros)
    {
        Store();
        File.WriteAllBytes(Layout.Marker, new byte[zeros]);
        File.WriteAllBytes(Layout.CleanupStamp, []);

        Assert.Multiple(() =>
        {
            Assert.That(Inspect(), Is.EqualTo(RootState.Empty));
            Assert.That(Restore().IsHit, Is.True, "what was stored is read all the same");
            Assert.That(Store(key: KeyOf("next")).Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(Inspect(), Is.EqualTo(RootState.Cache));
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    public void H08_a_marker_that_is_gone_is_written_anew_after_a_cleanup_too()
    {
        Store();
        using var cache = Open();
        cache.Cleanup();
        File.Delete(Layout.Marker);

        Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.Stored));
    }

    [Test]
    [Category("H33")]
    public void H08_H33_beside_somebodys_file_a_blank_marker_makes_no_cache([Values(0, 90)] int zeros)
    {
        Folder.Write("cache/pdftract-cache.json", new byte[zeros]);
        Folder.Write("cache/thesis.txt", [1]);
        using var cache = Open();

        Assert.Multiple(() =>
        {
            Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.ForeignRoot));
            Assert.That(cache.Cleanup().Root, Is.EqualTo(RootState.Foreign));
            Assert.That(Folder.Files("cache"), Is.EqualTo(["pdftract-cache.json", "thesis.txt"]));
            Assert.That(File.ReadAllBytes(Layout.Marker), Is.EqualTo(new byte[zeros]));
        });
    }

    [Test]
    [Category("H33")]
    public void H08_H33_a_file_of_that_name_that_is_longer_than_a_marker_is_somebodys()
    {
        Folder.Write("cache/pdftract-cache.json", new byte[513]);

        Assert.That(Inspect(), Is.EqualTo(RootState.Foreign));
    }

    private RootState Inspect() => new CacheRoot(Layout, new CacheSettings(Root)).Inspect();
}
