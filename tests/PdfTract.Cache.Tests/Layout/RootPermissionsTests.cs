using System.Runtime.Versioning;

namespace PdfTract.Cache.Tests;

/// <summary>What the permissions below a root are; what they allow real users is tried in Sharing.</summary>
[Platform("Linux,MacOsX")]
[UnsupportedOSPlatform("windows")]
internal sealed class RootPermissionsTests : CacheFixture
{
    private const UnixFileMode ReadWriteOfAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const UnixFileMode AllOfAll =
        ReadWriteOfAll | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private string ShardPath => Path.GetDirectoryName(EntryPath)!;

    [TestCase(AllOfAll)]
    [TestCase(AllOfAll | UnixFileMode.StickyBit)]
    [TestCase(AllOfAll & ~(UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute) | UnixFileMode.SetGroup)]
    [TestCase(AllOfAll & ~(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite))]
    [TestCase(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)]
    [Category("H38")]
    public void H38_folders_get_the_roots_permissions_and_files_its_reading_and_writing(UnixFileMode mode)
    {
        CreateRoot(mode);

        StoreAndClean();

        AssertAllHave(mode);
    }

    [Test]
    [Category("H02")]
    public void H02_a_temp_name_that_somebody_has_is_refused_and_his_bytes_stay()
    {
        var temp = Folder.Write("cache/taken", [1, 2, 3]);
        using var root = OpenFolder.At(Root)!;

        Assert.Multiple(() =>
        {
            Assert.That(() => new RootPermissions(root, new CacheSettings(Root)).CreateNew(root, "taken"), Throws.InstanceOf<IOException>());
            Assert.That(File.ReadAllBytes(temp), Is.EqualTo(new byte[] { 1, 2, 3 }));
        });
    }

    [Test]
    [Category("H38")]
    public void H38_a_root_that_the_cache_makes_itself_has_what_the_umask_leaves()
    {
        Directory.CreateDirectory(Folder["any"]);

        StoreAndClean();

        Assert.That(File.GetUnixFileMode(Root), Is.EqualTo(File.GetUnixFileMode(Folder["any"])));
        AssertAllHave(File.GetUnixFileMode(Root));
    }

    [Test]
    [Category("H34")]
    [Category("H38")]
    public void H38_of_a_root_that_is_a_link_the_folders_permissions_count_and_not_the_links()
    {
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Folder["disk"]);
        File.SetUnixFileMode(Folder["disk"], mode);
        Directory.CreateSymbolicLink(Root, Folder["disk"]);

        StoreAndClean();

        AssertAllHave(mode);
    }

    [Test]
    [Category("H38")]
    public void H38_its_maker_can_work_with_what_he_makes_whatever_the_root_says()
    {
        CreateRoot(UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute);

        Store();

        Assert.Multiple(() =>
        {
            Assert.That(File.GetUnixFileMode(ShardPath).HasFlag(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute), Is.True);
            Assert.That(File.GetUnixFileMode(EntryPath).HasFlag(UnixFileMode.UserRead | UnixFileMode.UserWrite), Is.True);
        });
        File.SetUnixFileMode(Root, AllOfAll);
    }

    [Test]
    [Category("H38")]
    public void H38_a_restored_output_keeps_to_the_umask_as_any_build_output()
    {
        CreateRoot(AllOfAll);
        Store();
        var any = Folder.Write("any", [1]);

        Restore();

        Assert.That(File.GetUnixFileMode(Folder["restored/a.txt"]), Is.EqualTo(File.GetUnixFileMode(any)));
    }

    [Test]
    [Category("H07")]
    [Category("H38")]
    public void H38_a_folder_has_its_permissions_before_it_has_its_name()
    {
        CreateRoot(AllOfAll);
        var seen = new List<(UnixFileMode Mode, bool Named)>();
        using var cache = Open(settings => settings with
        {
            Probe = (step, path) =>
            {
                if (step == ProtocolStep.FolderTempMade)
                {
                    seen.Add((File.GetUnixFileMode(path), Directory.Exists(Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileName(path).Split('.')[0]))));
                }
            },
        });

        Store(cache);

        Assert.That(seen, Is.EqualTo(new[] { (AllOfAll, false), (AllOfAll, false) }), "v1 and the shard");
    }

    [Test]
    [Category("H39")]
    public void H39_a_folder_that_a_neighbour_makes_and_fills_meanwhile_is_used()
    {
        var met = 0;
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.FolderTempMade && met++ == 0)
                {
                    Store(text: Json);
                }
            },
        });

        Assert.Multiple(() =>
        {
            Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(Restore().IsHit, Is.True);
            Assert.That(FolderTemps(), Is.Empty);
        });
    }

    [Test]
    [Category("H39")]
    public void H39_many_that_make_one_shard_at_once_all_store()
    {
        const int Writers = 8;
        var keys = SomeKeysOfOneShard(Writers);
        var outputs = Extracted();
        for (var round = 0; round < 40; round++)
        {
            CreateRoot(AllOfAll);
            var outcomes = new StoreResult[Writers];
            using var start = new Barrier(Writers);
            var threads = Enumerable.Range(0, Writers).Select(i => new Thread(() =>
            {
                using var cache = Open();
                start.SignalAndWait();
                outcomes[i] = cache.Store(keys[i], SomeProvenance, outputs);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            Assert.That(outcomes.Select(result => (result.Outcome, result.Detail)), Is.All.EqualTo((StoreOutcome.Stored, (string?)null)));
            Assert.That(FolderTemps(), Is.Empty);
            Assert.That(Directory.GetDirectories(Root, "*", SearchOption.AllDirectories).Select(File.GetUnixFileMode), Is.All.EqualTo(AllOfAll));
            Directory.Delete(Root, recursive: true);
        }
    }

    [Test]
    [Category("H04")]
    public void H04_a_folder_that_is_replaced_under_a_create_counts_as_vanished()
    {
        // A deleted folder that is still open can be looked at, and nothing can be created in it: what a writer meets in the
        // instant in which another's folder takes the name of its own.
        Directory.CreateDirectory(Folder["gone"]);
        using var gone = OpenFolder.At(Folder["gone"])!;
        Directory.Delete(Folder["gone"]);

        Assert.That(() => new RootPermissions(gone, new CacheSettings(Root)).CreateNew(gone, "file"), Throws.InstanceOf<DirectoryNotFoundException>());
    }

    [Test]
    [Category("H07")]
    public void H07_a_folder_that_its_maker_did_not_live_to_name_is_swept_when_it_is_old_and_empty()
    {
        Store();
        var young = MakeFolder(CacheLayout.NewTemp(ShardPath), hours: 0);
        var stale = MakeFolder(CacheLayout.NewTemp(ShardPath), hours: 2);
        var staleV1 = MakeFolder(CacheLayout.NewTemp(Layout.Entries), hours: 2);
        var full = MakeFolder(CacheLayout.NewTemp(ShardPath), hours: 2);
        File.WriteAllBytes(Path.Combine(full, "thesis.txt"), [1]);
        Directory.SetLastWriteTimeUtc(full, DateTime.UtcNow.AddHours(-2));
        var foreign = MakeFolder(Path.Combine(Root, "old.tmp"), hours: 2);
        using var cache = Open();

        cache.Cleanup();

        Assert.That(new[] { young, stale, staleV1, full, foreign }.Select(Directory.Exists), Is.EqualTo(new[] { true, false, false, true, true }));
    }

    [Test]
    [Category("H07")]
    public void H07_a_first_use_that_died_before_it_named_its_folders_left_an_empty_root()
    {
        MakeFolder(CacheLayout.NewTemp(Layout.Entries), hours: 0);
        MakeFolder(CacheLayout.NewTemp(ShardPath), hours: 0);

        Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Stored));
    }

    private static string MakeFolder(string path, int hours)
    {
        Directory.CreateDirectory(path);
        Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-hours));
        return path;
    }

    private static CacheKey[] SomeKeysOfOneShard(int count) =>
        [.. Enumerable.Range(0, 10_000).Select(i => KeyOf($"d{i}")).GroupBy(key => key.EntryName[..2]).First(shard => shard.Count() >= count).Take(count)];

    private void CreateRoot(UnixFileMode mode)
    {
        Directory.CreateDirectory(Root);
        File.SetUnixFileMode(Root, mode);
    }

    private void StoreAndClean()
    {
        Store();
        using var cache = Open();
        cache.Cleanup();
    }

    private string[] FolderTemps() => Directory.GetDirectories(Root, "*.tmp.*", SearchOption.AllDirectories);

    private void AssertAllHave(UnixFileMode mode)
    {
        string[] files = [Layout.Marker, Layout.Tag, Layout.CleanupStamp, EntryPath];
        Assert.Multiple(() =>
        {
            Assert.That(new[] { Layout.Entries, ShardPath }.Select(File.GetUnixFileMode), Is.All.EqualTo(mode));
            Assert.That(files.Select(File.GetUnixFileMode), Is.All.EqualTo(mode & ReadWriteOfAll));
        });
    }
}
