using System.Runtime.Versioning;

namespace PdfTract.Cache.Tests;

/// <summary>A root that everybody may write: with the sticky bit, as /tmp has it, and without.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
[Category("H38")]
internal sealed class WorldCacheTests : SharingFixture
{
    [Test]
    public void H38_in_a_folder_of_all_a_stranger_restores_replaces_removes_and_evicts()
    {
        CreateFolder(Root, "0777");
        As(Ann, "store document alpha", "store b beta");
        Assert.That(As(Eve, "restore document", "store document gamma", "restore document"), Is.EqualTo(["hit alpha", "Stored", "hit gamma"]));

        Shell.Run("truncate", "--size=-1", EntryPath);

        Assert.Multiple(() =>
        {
            Assert.That(As(Ann, "restore document"), Is.EqualTo(["Corrupt removed"]));
            Assert.That(As(Eve, "evict"), Is.EqualTo(["1 evicted, 0 failures"]));
            Assert.That(ModesBelowRoot(), Is.EqualTo(["file 666", "folder 777"]));
        });
    }

    [Test]
    public void H38_in_a_sticky_folder_a_stranger_reads_and_stores_and_touches_softly()
    {
        CreateFolder(Root, "1777");
        As(Ann, "store document alpha");
        File.SetLastWriteTimeUtc(EntryPath, DateTime.UtcNow.AddHours(-5));

        Assert.That(As(Eve, "restore document", "store b beta", "restore b"), Is.EqualTo(["hit alpha", "Stored", "hit beta"]));
        Assert.Multiple(() =>
        {
            Assert.That(File.GetLastWriteTimeUtc(EntryPath), Is.GreaterThan(DateTime.UtcNow.AddHours(-1)));
            Assert.That(As(Ann, "restore b"), Is.EqualTo(["hit beta"]));
            Assert.That(ModesBelowRoot(), Is.EqualTo(["file 666", "folder 1777"]));
        });
    }

    [Test]
    public void H38_in_a_sticky_folder_the_same_result_that_another_user_stored_counts_as_stored()
    {
        CreateFolder(Root, "1777");
        As(Ann, "store document alpha");

        Assert.That(As(Eve, "store document alpha"), Is.EqualTo(["Stored"]), "two that missed at once");
        Assert.That(As(Eve, "store document gamma"), Is.EqualTo(["NotWritable"]), "a refresh");
        Assert.That(As(Ann, "restore document"), Is.EqualTo(["hit alpha"]));
        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    public void H38_in_a_sticky_folder_another_users_damaged_entry_is_a_miss_until_its_owner_comes()
    {
        CreateFolder(Root, "1777");
        As(Ann, "store document alpha");
        Shell.Run("truncate", "--size=-1", EntryPath);

        Assert.Multiple(() =>
        {
            Assert.That(As(Eve, "restore document", "store document alpha"), Is.EqualTo(["Corrupt", "NotWritable"]));
            Assert.That(As(Ann, "restore document", "store document alpha", "restore document"), Is.EqualTo(["Corrupt removed", "Stored", "hit alpha"]));
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    public void H38_in_a_sticky_folder_each_evicts_his_own_and_the_stamp_is_everybodys()
    {
        CreateFolder(Root, "1777");
        As(Ann, "store a alpha", "evict", "store a alpha");
        As(Eve, "store b beta");
        File.SetLastWriteTimeUtc(Layout.CleanupStamp, DateTime.UtcNow.AddHours(-5));

        Assert.That(As(Eve, "was-cleaned", "evict", "was-cleaned", "restore a"), Is.EqualTo(["False", "1 evicted, 1 failures", "True", "hit alpha"]));
    }

    [Test]
    [Category("H78")]
    public void H78_in_a_sticky_folder_a_file_of_another_user_that_is_longer_than_the_cache_may_be_drives_out_no_entry()
    {
        CreateFolder(Root, "1777");
        As(Ann, "store document alpha");
        As(Eve, "store b beta");
        var planted = Path.Combine(Path.GetDirectoryName(Layout.Entry(KeyOf("b")))!, new string('a', 32) + "-" + new string('b', 32) + CacheLayout.EntryExtension);
        Shell.Run("truncate", "--size=8T", planted);

        Assert.That(As(Ann, "clean-to 1000000", "restore document"), Is.EqualTo(["0 evicted, 1 failures", "hit alpha"]));
        Assert.That(File.Exists(planted), Is.True, "it is not Ann's to remove");
    }
}
