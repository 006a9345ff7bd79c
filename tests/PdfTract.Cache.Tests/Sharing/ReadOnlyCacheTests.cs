using System.Runtime.Versioning;

namespace PdfTract.Cache.Tests;

/// <summary>A cache that a user, or everybody, can only read.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
[Category("H37")]
internal sealed class ReadOnlyCacheTests : SharingFixture
{
    private DateTime _old;

    [SetUp]
    public void StoreAsOwner()
    {
        CreateFolder(Root, "0755", owner: Ann);
        As(Ann, "store document alpha");
        _old = DateTime.UtcNow.Date.AddDays(-5);
        File.SetLastWriteTimeUtc(EntryPath, _old);
    }

    [Test]
    public void H37_another_users_folder_serves_hits_and_everything_else_fails_softly()
    {
        var before = Folder.Files("cache");

        Assert.That(As(Eve, "restore document", "restore absent", "store document gamma", "store b beta", "evict"),
            Is.EqualTo(["hit alpha", "Absent", "NotWritable", "NotWritable", "not allowed"]));
        AssertUntouched(before);
    }

    [Test]
    public void H37_a_damaged_entry_in_another_users_folder_is_a_miss_and_stays()
    {
        Shell.Run("truncate", "--size=-1", EntryPath);

        Assert.That(As(Eve, "restore document"), Is.EqualTo(["Corrupt"]));
        Assert.That(File.Exists(EntryPath), Is.True);
    }

    [Test]
    public void H37_a_read_only_mount_serves_hits_even_to_its_owner()
    {
        var before = Folder.Files("cache");
        using (MountedFileSystem.Mount(Root, "--bind", Root, Root))
        {
            Shell.Run("mount", "-o", "remount,bind,ro", Root);

            Assert.That(As(Ann, "restore document", "store document gamma", "store b beta", "evict"),
                Is.EqualTo(["hit alpha", "NotWritable", "NotWritable", "not allowed"]));
        }

        AssertUntouched(before);
    }

    private void AssertUntouched(IReadOnlyList<string> before)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Folder.Files("cache"), Is.EqualTo(before));
            Assert.That(File.GetLastWriteTimeUtc(EntryPath), Is.EqualTo(_old));
        });
    }
}
