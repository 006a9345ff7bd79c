namespace PdfTract.Cache.Tests;

/// <summary>
/// Links where a folder or a file of the cache should be. The root may be one, since the user named it; what a neighbour put
/// below it leads nowhere.
/// </summary>
[Platform("Linux,MacOsX")]
[Category("H34")]
internal sealed class LinkTests : CacheFixture
{
    private static readonly byte[] Precious = [1, 2, 3];

    private string Outside => Folder["outside"];

    private string ShardPath => Path.GetDirectoryName(EntryPath)!;

    [SetUp]
    public void CreateOutside() => Directory.CreateDirectory(Outside);

    [Test]
    public void H34_a_root_that_is_a_link_is_the_cache_that_it_leads_to()
    {
        Directory.CreateSymbolicLink(Root, Outside);
        Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Stored));
        Store(key: KeyOf("old"));
        Age(Layout.Entry(KeyOf("old")));
        Age(Folder.Write("outside/clock.tmp.1.00112233445566778899aabbccddeeff", [1]));
        using var cache = Open(settings => settings with { MaxAge = TimeSpan.FromDays(30) });

        var cleaned = cache.Cleanup();

        Assert.Multiple(() =>
        {
            Assert.That((cleaned.Aged, cleaned.StaleTemps, cleaned.Failures), Is.EqualTo((1, 1, 0)));
            Assert.That(Restore().IsHit, Is.True);
            Assert.That(new DirectoryInfo(Root).LinkTarget, Is.EqualTo(Outside));
            Assert.That(File.Exists(Path.Combine(Outside, CacheLayout.MarkerName)), Is.True);
        });
    }

    [Test]
    public void H34_a_root_that_is_a_link_to_nowhere_fails_softly()
    {
        Directory.CreateSymbolicLink(Root, Folder["nowhere"]);

        Assert.Multiple(() =>
        {
            Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Failed));
            Assert.That(Restore().Reason, Is.EqualTo(MissReason.Absent));
        });
    }

    [Test]
    [Category("H33")]
    public void H33_H34_a_root_that_is_a_link_to_somebodys_folder_is_left_alone()
    {
        Folder.Write("outside/thesis.txt", Precious);
        Directory.CreateSymbolicLink(Root, Outside);
        using var cache = Open(settings => settings with { MaxSize = 0 });

        Assert.Multiple(() =>
        {
            Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.ForeignRoot));
            Assert.That(cache.Cleanup().Root, Is.EqualTo(RootState.Foreign));
            Assert.That(Folder.Files("outside"), Is.EqualTo(["thesis.txt"]));
        });
    }

    [TestCase("v1")]
    [TestCase("shard")]
    public void H34_nothing_is_stored_through_a_folder_that_is_a_link(string which)
    {
        ReplaceByLink(which);

        var result = Store();

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(StoreOutcome.Failed));
            Assert.That(result.Detail, Does.Contain("is a link"));
            Assert.That(Directory.EnumerateFileSystemEntries(Outside), Is.Empty);
        });
    }

    [TestCase("v1")]
    [TestCase("shard")]
    public void H34_a_damaged_file_behind_a_folder_that_is_a_link_is_a_miss_and_stays(string which)
    {
        ReplaceByLink(which);
        Directory.CreateDirectory(ShardPath);
        File.WriteAllBytes(EntryPath, Precious);

        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That((result.Reason, result.CorruptRemoved), Is.EqualTo((MissReason.Absent, false)), "it is not even read");
            Assert.That(File.ReadAllBytes(EntryPath), Is.EqualTo(Precious));
        });
    }

    [TestCase("v1")]
    [TestCase("shard")]
    public void H34_nothing_is_cleaned_through_a_folder_that_is_a_link(string which)
    {
        ReplaceByLink(which);
        Directory.CreateDirectory(ShardPath);
        File.WriteAllBytes(EntryPath, Precious);
        Age(EntryPath);
        var temp = CacheLayout.NewTemp(EntryPath);
        File.WriteAllBytes(temp, Precious);
        Age(temp);
        var folderTemp = CacheLayout.NewTemp(ShardPath);
        Directory.CreateDirectory(folderTemp);
        Directory.SetLastWriteTimeUtc(folderTemp, DateTime.UtcNow.AddYears(-1));
        using var cache = Open(settings => settings with { MaxAge = TimeSpan.FromDays(1), MaxSize = 0 });

        cache.Cleanup();

        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(EntryPath), Is.True);
            Assert.That(File.Exists(temp), Is.True);
            Assert.That(Directory.Exists(folderTemp), Is.EqualTo(which == "v1"), "a shard's temp folder lies beside the link");
        });
    }

    [TestCase("v1")]
    [TestCase("shard")]
    [Category("H76")]
    public void H76_a_link_in_a_folders_place_is_removed_by_a_clean_up_when_it_is_old_and_nothing_behind_it(string which)
    {
        ReplaceByLink(which);
        Directory.CreateDirectory(ShardPath);
        File.WriteAllBytes(EntryPath, Precious);
        Age(EntryPath);
        var behind = Directory.GetFiles(Outside, Path.GetFileName(EntryPath), SearchOption.AllDirectories).Single();
        var link = which == "v1" ? Layout.Entries : ShardPath;
        Shell.Run("touch", "--no-dereference", "--date=2 hours ago", link);
        using var cache = Open(settings => settings with { MaxAge = TimeSpan.FromDays(1) });

        Assert.That(cache.Cleanup().StaleTemps, Is.EqualTo(1));
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllBytes(behind), Is.EqualTo(Precious));
            Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(Restore().IsHit, Is.True);
        });
    }

    [Test]
    public void H34_an_entry_that_is_a_link_is_absent_and_replaced_by_a_store_that_writes_nothing_through_it()
    {
        var victim = PlantLink(Precious);

        Assert.That(Restore().Reason, Is.EqualTo(MissReason.Absent));
        Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Stored));
        Assert.Multiple(() =>
        {
            Assert.That(new FileInfo(EntryPath).LinkTarget, Is.Null);
            Assert.That(File.ReadAllBytes(victim), Is.EqualTo(Precious));
            Assert.That(Restore().IsHit, Is.True);
        });
    }

    [Test]
    public void H34_a_touch_does_not_follow_a_link()
    {
        var victim = PlantLink(Precious);
        Age(victim);
        var before = File.GetLastWriteTimeUtc(victim);

        Touch(EntryPath);

        Assert.That(File.GetLastWriteTimeUtc(victim), Is.EqualTo(before));
    }

    [Test]
    public void H34_a_removal_takes_the_link_that_came_in_between_and_not_what_it_leads_to()
    {
        Store();
        File.WriteAllBytes(EntryPath, Precious);
        var victim = Folder["outside/victim"];
        using var reader = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.CorruptFound)
                {
                    File.Delete(EntryPath);
                    PlantLink(Precious);
                }
            },
        });

        var result = Restore(reader);

        Assert.Multiple(() =>
        {
            Assert.That(result.CorruptRemoved, Is.False, "no corrupt file was caught");
            Assert.That(File.ReadAllBytes(victim), Is.EqualTo(Precious));
            Assert.That(Folder.Files("outside"), Is.EqualTo(["victim"]));
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    public void H34_links_under_the_names_of_marker_tag_and_stamp_lead_to_no_write()
    {
        string[] names = [CacheLayout.MarkerName, CacheLayout.TagName, "last-cleanup"];
        foreach (var name in names)
        {
            Store();
            var victim = Folder.Write("outside/victim", Precious);
            Age(victim);
            var before = File.GetLastWriteTimeUtc(victim);
            File.Delete(Path.Combine(Root, name));
            File.CreateSymbolicLink(Path.Combine(Root, name), victim);

            Store();
            using (var cache = Open(settings => settings with { MaxSize = 0 }))
            {
                cache.Cleanup();
            }

            Assert.Multiple(() =>
            {
                Assert.That(File.ReadAllBytes(victim), Is.EqualTo(Precious), name);
                Assert.That(File.GetLastWriteTimeUtc(victim), Is.EqualTo(before), name);
            });
            Directory.Delete(Root, recursive: true);
        }
    }

    /// <summary>Opening a FIFO waits for whoever writes to it: nobody, for ever.</summary>
    [TestCase("entry")]
    [TestCase("marker")]
    public void H34_a_FIFO_does_not_stop_a_build(string which)
    {
        Store();
        var path = which == "entry" ? EntryPath : Layout.Marker;
        File.Delete(path);
        Shell.Run("mkfifo", path);

        var work = Task.Run(() => (Restored: Restore(), Stored: Store(key: which == "entry" ? Key : KeyOf("other"))));
        var ended = work.Wait(TimeSpan.FromSeconds(30));
        if (!ended)
        {
            // Lets the task go.
            using var release = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        }

        Assert.That(ended, Is.True);
        Assert.That(work.Result.Restored.Reason, Is.EqualTo(which == "entry" ? MissReason.Corrupt : MissReason.None));
        Assert.That(work.Result.Stored.Outcome, Is.EqualTo(which == "entry" ? StoreOutcome.Stored : StoreOutcome.ForeignRoot));
    }

    /// <summary>Removes the folder of the shards, or one shard, and puts a link to another folder in its place.</summary>
    private void ReplaceByLink(string which)
    {
        Store();
        var folder = which == "v1" ? Layout.Entries : ShardPath;
        Directory.Delete(folder, recursive: true);
        Directory.CreateSymbolicLink(folder, Outside);
    }

    /// <returns>What the link under the entry's name leads to.</returns>
    private string PlantLink(byte[] content)
    {
        var victim = Folder.Write("outside/victim", content);
        Directory.CreateDirectory(ShardPath);
        File.CreateSymbolicLink(EntryPath, victim);
        return victim;
    }

    private static void Age(string path) => File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddYears(-1));
}
