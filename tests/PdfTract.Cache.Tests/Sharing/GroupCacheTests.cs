using System.Runtime.Versioning;

namespace PdfTract.Cache.Tests;

/// <summary>An admin's <c>chgrp team; chmod 2770</c>, and users whose umask is 077.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
[Category("H38")]
internal sealed class GroupCacheTests : SharingFixture
{
    [SetUp]
    public void CreateGroupsRoot() => CreateFolder(Root, "2770", group: Team);

    [Test]
    public void H38_everything_below_the_root_has_the_roots_permissions_and_group_whatever_the_umask()
    {
        Assert.That(As(Ann, "store a alpha", "evict", "store a alpha"), Is.EqualTo(["Stored", "1 evicted, 0 failures", "Stored"]));

        Assert.Multiple(() =>
        {
            Assert.That(ModesBelowRoot(), Is.EqualTo(["file 660", "folder 2770"]));
            Assert.That(Shell.Run("find", Root, "!", "-group", Team.ToString()), Is.Empty);
            Assert.That(Shell.Run("find", Root, "-name", "last-cleanup"), Is.Not.Empty, "the stamp is among them");
        });
    }

    [Test]
    public void H38_a_looser_umask_opens_nothing_that_the_root_closes()
    {
        AsWithUmask("000", Ann, "store a alpha");

        Assert.That(ModesBelowRoot(), Is.EqualTo(["file 660", "folder 2770"]));
    }

    [Test]
    public void H38_a_colleague_restores_what_another_stored_and_replaces_it()
    {
        Assert.Multiple(() =>
        {
            Assert.That(As(Ann, "store a alpha"), Is.EqualTo(["Stored"]));
            Assert.That(As(Bob, "restore a", "store a beta"), Is.EqualTo(["hit alpha", "Stored"]));
            Assert.That(As(Ann, "restore a"), Is.EqualTo(["hit beta"]));
        });
    }

    [Test]
    [Category("H40")]
    public void H40_a_colleagues_hit_touches_another_users_entry()
    {
        As(Ann, "store document alpha");
        File.SetLastWriteTimeUtc(EntryPath, DateTime.UtcNow.AddHours(-5));

        As(Bob, "restore document");

        Assert.That(File.GetLastWriteTimeUtc(EntryPath), Is.GreaterThan(DateTime.UtcNow.AddHours(-1)));
    }

    [Test]
    public void H38_a_colleague_removes_another_users_corrupt_entry()
    {
        As(Ann, "store document alpha");
        Shell.Run("truncate", "--size=-1", EntryPath);

        Assert.That(As(Bob, "restore document"), Is.EqualTo(["Corrupt removed"]));
        Assert.That(File.Exists(EntryPath), Is.False);
    }

    [Test]
    public void H38_a_colleague_evicts_another_users_entries_and_both_see_that_it_was_cleaned()
    {
        As(Ann, "store a alpha", "store b beta");

        Assert.Multiple(() =>
        {
            Assert.That(As(Bob, "evict", "was-cleaned"), Is.EqualTo(["2 evicted, 0 failures", "True"]));
            Assert.That(As(Ann, "was-cleaned"), Is.EqualTo(["True"]));
        });
    }

    [Test]
    [Category("H32")]
    public void H32_a_shard_that_is_closed_to_this_user_does_not_end_the_sweep_of_the_others()
    {
        As(Ann, "store document alpha", "store b beta");
        Shell.Run("chmod", "000", Path.GetDirectoryName(EntryPath)!);

        // A failure in each pass.
        Assert.That(As(Bob, "evict"), Is.EqualTo(["1 evicted, 1 failures"]));
    }

    [Test]
    public void H38_another_users_clean_up_is_stamped_even_on_a_stamp_that_only_its_owner_may_write()
    {
        As(Ann, "store a alpha", "evict");
        Shell.Run("chmod", "600", Layout.CleanupStamp);
        File.SetLastWriteTimeUtc(Layout.CleanupStamp, DateTime.UtcNow.AddHours(-5));

        Assert.That(As(Bob, "was-cleaned", "evict", "was-cleaned"), Is.EqualTo(["False", "0 evicted, 0 failures", "True"]));
        Assert.That(ModeOf(Layout.CleanupStamp), Is.EqualTo("660"));
    }

    [Test]
    public void H38_an_outsider_misses_softly_and_reads_nothing()
    {
        As(Ann, "store a alpha");

        Assert.That(As(Eve, "restore a", "store a gamma", "evict", "was-cleaned"), Is.EqualTo(["Absent", "NotWritable", "not allowed", "False"]));
        Assert.That(As(Ann, "restore a"), Is.EqualTo(["hit alpha"]));
    }

    [Test]
    [Category("H19")]
    public void H38_an_entry_closed_to_this_user_is_unreadable_stays_and_can_be_replaced()
    {
        As(Ann, "store document alpha");
        Shell.Run("chmod", "600", EntryPath);

        Assert.That(As(Bob, "restore document"), Is.EqualTo(["Unreadable"]));
        Assert.That(File.Exists(EntryPath), Is.True);
        Assert.That(As(Bob, "store document beta", "restore document"), Is.EqualTo(["Stored", "hit beta"]));
    }

    [Test]
    [Category("H39")]
    public void H39_many_users_begin_at_once_and_none_meets_a_closed_door()
    {
        const int Users = 6;
        string[] documents = ["a", "b", "c"];
        for (var round = 0; round < 3; round++)
        {
            var go = Folder[$"go{round}"];
            string[] commands = [$"wait-for {go}", .. documents.Select(document => $"store {document} same"), .. documents.Select(document => $"restore {document}")];
            var processes = Enumerable.Range(0, Users).Select(i => Start(i % 2 == 0 ? Ann : Bob, "077", commands)).ToArray();
            File.WriteAllBytes(go, []);

            foreach (var lines in processes.Select(LinesOf).ToArray())
            {
                Assert.That(lines, Is.EqualTo([.. documents.Select(_ => "Stored"), .. documents.Select(_ => "hit same")]));
            }

            Assert.Multiple(() =>
            {
                Assert.That(ModesBelowRoot(), Is.EqualTo(["file 660", "folder 2770"]));
                Assert.That(Directory.EnumerateFileSystemEntries(Root, "*.tmp.*", SearchOption.AllDirectories), Is.Empty);
            });
            Directory.Delete(Root, recursive: true);
            CreateGroupsRoot();
        }
    }
}
