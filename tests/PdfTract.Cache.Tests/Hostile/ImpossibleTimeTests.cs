namespace PdfTract.Cache.Tests.Hostile;

/// <summary>Times that are no date: some file systems keep any number, and .NET throws at what it cannot show.</summary>
[Platform("Linux")]
[Category("H77")]
internal sealed class ImpossibleTimeTests : CacheFixture
{
    private MountedFileSystem? _disk;

    [SetUp]
    public void MountTmpfs() => _disk = MountedFileSystem.Mount(Folder["disk"], "-t", "tmpfs", "-o", "size=16m", "tmpfs", Folder["disk"]);

    [TearDown]
    public void Unmount() => _disk?.Dispose();

    protected override string Root => Folder["disk/cache"];

    [TestCase("@999999999999999")]
    [TestCase("@-999999999999999")]
    [TestCase("@253402300800")]
    public void H77_a_time_out_of_every_range_on_any_name_is_no_failure_and_ages_out(string time)
    {
        Store();
        using var cache = Open(settings => settings with { MaxAge = TimeSpan.FromDays(30) });
        cache.Cleanup();
        var temp = CacheLayout.NewTemp(EntryPath);
        File.WriteAllBytes(temp, [1]);
        File.WriteAllBytes(Layout.Claim(Key), [1]);
        var folderTemp = CacheLayout.NewTemp(Layout.Shard(Key));
        Directory.CreateDirectory(folderTemp);
        var probe = CacheLayout.NewTemp(Layout.Marker);
        File.WriteAllBytes(probe, [1]);
        foreach (var path in new[] { EntryPath, temp, Layout.Claim(Key), folderTemp, probe, Layout.Marker, Layout.Tag, Layout.CleanupStamp, Layout.Shard(Key), Layout.Entries, Root })
        {
            Shell.Run("touch", "-d", time, path);
        }

        Assert.Multiple(() =>
        {
            Assert.That(cache.WasCleanedWithin(TimeSpan.FromMinutes(10)), Is.False);
            Assert.That(cache.OpenClaims().TryTake(KeyOf("another")).Outcome, Is.EqualTo(ClaimOutcome.Taken));
            Assert.That(Store(cache, key: KeyOf("another")).Outcome, Is.EqualTo(StoreOutcome.Stored));
        });
        var result = cache.Cleanup();
        Assert.Multiple(() =>
        {
            Assert.That((result.Aged, result.Failures), Is.EqualTo((1, 0)));
            Assert.That(new[] { EntryPath, temp, Layout.Claim(Key), probe }.Where(File.Exists), Is.Empty);
            Assert.That(Directory.Exists(folderTemp), Is.False);
        });
    }

    [Test]
    public void H77_an_entry_with_such_a_time_is_a_hit_and_is_touched()
    {
        Store();
        Shell.Run("touch", "-d", "@999999999999999", EntryPath);

        Assert.That(Restore().IsHit, Is.True);
        Assert.That(File.GetLastWriteTimeUtc(EntryPath), Is.EqualTo(DateTime.UtcNow).Within(TimeSpan.FromDays(1)));
    }

    [Test]
    public void H77_documents_and_outputs_with_such_times_are_read_and_written_as_any()
    {
        var document = Folder.Write("disk/a.pdf", [1, 2, 3]);
        var outputs = new[] { new OutputFile("text", Folder.Write("disk/out/a.txt", Text)) };
        var temp = OutputTemps.NewBeside(outputs[0].Path);
        File.WriteAllBytes(temp, [1]);
        foreach (var path in new[] { document, outputs[0].Path, temp, Folder["disk/out"] })
        {
            Shell.Run("touch", "-d", "@999999999999999", path);
        }

        using var cache = Open();
        Assert.Multiple(() =>
        {
            Assert.That(Fingerprint.OfFile(document), Is.EqualTo(Fingerprint.OfStream(new MemoryStream([1, 2, 3]))));
            Assert.That(FileIdentity.Of(document), Is.Null, "nothing is remembered of it");
            Assert.That(cache.Store(Key, SomeProvenance, outputs).Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(cache.Restore(Key, outputs).IsHit, Is.True);
        });
        OutputTemps.RemoveStale(Folder["disk/out"]);
        Assert.That(File.Exists(temp), Is.False);
    }
}
