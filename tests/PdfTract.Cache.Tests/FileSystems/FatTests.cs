using System.Runtime.Versioning;

namespace PdfTract.Cache.Tests;

/// <summary>A cache, and outputs, where there are no links, no permissions and no case.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
[Category("H42")]
internal sealed class FatTests : CacheFixture
{
    private MountedFileSystem? _fat;

    private string Fat => Folder["fat"];

    /// <summary>As the base class does, and the cache lies on the mounted file system.</summary>
    protected override string Root => Folder["fat/cache"];

    [SetUp]
    public void Mount() => _fat = MountedFileSystem.MountFat(Fat, Folder["image"]);

    [TearDown]
    public void Unmount() => _fat?.Dispose();

    [Test]
    public void It_is_such_a_file_system()
    {
        var file = Folder.Write("fat/lower", [1]);
        Shell.Run("sh", "-c", "chmod 400 \"$0\" || true", file);

        Assert.Multiple(() =>
        {
            Assert.That(PosixNames.Link(PosixNames.CurrentFolder, file, Folder["fat/link"]), Is.Not.Zero);
            Assert.That(File.GetUnixFileMode(file), Is.Not.EqualTo(UnixFileMode.UserRead));
            Assert.That(File.Exists(Folder["fat/LOWER"]), Is.True);
        });
    }

    [Test]
    public void H42_an_entry_is_stored_restored_and_replaced()
    {
        Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Stored));
        Assert.That(Restore().IsHit, Is.True);
        AssertRestored();

        Assert.That(Store(text: Json).Outcome, Is.EqualTo(StoreOutcome.Stored));
        Assert.That(Restore().IsHit, Is.True);
        AssertRestored(Json);
        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    public void H42_a_corrupt_entry_is_removed()
    {
        Store();
        File.WriteAllBytes(EntryPath, [1, 2, 3]);

        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That(result.CorruptRemoved, Is.True);
            Assert.That(Directory.EnumerateFiles(Path.GetDirectoryName(EntryPath)!), Is.Empty);
        });
    }

    [Test]
    public void H42_an_entry_that_was_caught_by_mistake_is_put_back_without_a_link()
    {
        Store();
        File.WriteAllBytes(EntryPath, [1, 2, 3]);
        using var slowReader = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.CorruptFound)
                {
                    Store();
                }
            },
        });

        Restore(slowReader);

        Assert.That(Restore().IsHit, Is.True);
        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    public void H42_a_name_that_is_taken_in_another_case_stays()
    {
        Folder.Write("fat/from", [1]);
        var to = Folder.Write("fat/TO", [2]);
        using var fat = OpenFolder.At(Folder["fat"])!;

        Assert.Multiple(() =>
        {
            Assert.That(fat.RenameIntoFreeName("from", "to"), Is.False);
            Assert.That(File.ReadAllBytes(to), Is.EqualTo(new byte[] { 2 }));
            Assert.That(fat.RenameIntoFreeName("from", "free"), Is.True);
        });
    }

    [Test]
    public void H42_old_entries_and_temps_are_cleaned_and_the_stamp_is_set()
    {
        Store();
        Store(key: KeyOf("young"));
        File.SetLastWriteTimeUtc(EntryPath, DateTime.UtcNow.AddDays(-31));
        var temp = CacheLayout.NewTemp(EntryPath);
        File.WriteAllBytes(temp, [1]);
        File.SetLastWriteTimeUtc(temp, DateTime.UtcNow.AddHours(-3));
        using var cache = Open(settings => settings with { MaxAge = TimeSpan.FromDays(30) });

        var result = cache.Cleanup();

        Assert.Multiple(() =>
        {
            Assert.That((result.Aged, result.StaleTemps, result.RemainingEntries, result.Failures), Is.EqualTo((1, 1, 1, 0)));
            Assert.That(cache.WasCleanedWithin(TimeSpan.FromMinutes(10)), Is.True);
            Assert.That(Restore(key: KeyOf("young")).IsHit, Is.True);
        });
    }

    [Test]
    public void H42_a_hit_touches_its_entry()
    {
        Store();
        File.SetLastWriteTimeUtc(EntryPath, DateTime.UtcNow.AddHours(-5));

        Restore();

        Assert.That(File.GetLastWriteTimeUtc(EntryPath), Is.GreaterThan(DateTime.UtcNow.AddHours(-1)));
    }

    [Test]
    [Category("H27")]
    public void H42_H27_outputs_are_replaced_there_all_or_none()
    {
        Store();
        Folder.Write("fat/out/a.txt", [1, 2, 3]);
        Folder.Write("fat/out/a.json", [4, 5, 6]);
        using (var failing = Open(settings => settings with { Probe = FailAfterFirstOutput }))
        {
            Assert.That(failing.Restore(Key, Destinations("fat/out")).IsHit, Is.False);
        }

        Assert.That(File.ReadAllBytes(Folder["fat/out/a.txt"]), Is.EqualTo(new byte[] { 1, 2, 3 }), "put back from a copy");
        using var cache = Open();
        Assert.That(cache.Restore(Key, Destinations("fat/out")).Written, Is.EqualTo(2));
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllBytes(Folder["fat/out/a.txt"]), Is.EqualTo(Text));
            Assert.That(Folder.Files("fat/out"), Is.EqualTo(["a.json", "a.txt"]));
        });
    }

    private static void FailAfterFirstOutput(ProtocolStep step, string path)
    {
        if (step == ProtocolStep.RestoreOneReplaced)
        {
            throw new IOException("failed");
        }
    }
}
