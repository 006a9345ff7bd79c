namespace PdfTract.Cache.Tests;

internal sealed class CleanupTests : CacheFixture
{
    private const string Random32 = "00112233445566778899aabbccddeeff";

    [Test]
    [Category("H07")]
    public void H07_a_temp_older_than_an_hour_goes_and_a_younger_one_stays()
    {
        Store();
        var stale = TempOf("stale", TimeSpan.FromMinutes(-61));
        var live = TempOf("live", TimeSpan.FromMinutes(-59));

        var result = Clean();

        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(stale), Is.False);
            Assert.That(File.Exists(live), Is.True);
            Assert.That(result.StaleTemps, Is.EqualTo(1));
            Assert.That(Restore().IsHit, Is.True, "entries are untouched");
        });
    }

    [Test]
    public void A_stale_temp_of_the_root_goes_too()
    {
        Store();
        var probe = Folder.Write($"cache/clock.tmp.1.{Random32}", [1]);
        File.SetLastWriteTimeUtc(probe, DateTime.UtcNow.AddHours(-2));

        Clean();

        Assert.That(File.Exists(probe), Is.False);
    }

    [Test]
    [Category("H30")]
    public void H30_a_time_in_the_future_ages_out_like_one_in_the_past()
    {
        Store();
        var ahead = TempOf("ahead", TimeSpan.FromDays(1));
        File.SetLastWriteTimeUtc(EntryPath, DateTime.UtcNow.AddDays(40));

        var result = Clean(settings => settings with { MaxAge = TimeSpan.FromDays(30) });

        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(ahead), Is.False);
            Assert.That(result.Aged, Is.EqualTo(1));
        });
    }

    [Test]
    public void Entries_beyond_the_age_limit_go_and_the_others_stay()
    {
        StoreAged("old", TimeSpan.FromDays(31));
        StoreAged("young", TimeSpan.FromDays(29));

        var result = Clean(settings => settings with { MaxAge = TimeSpan.FromDays(30) });

        Assert.Multiple(() =>
        {
            Assert.That(result.Aged, Is.EqualTo(1));
            Assert.That(Restore(key: KeyOf("old")).Reason, Is.EqualTo(MissReason.Absent));
            Assert.That(Restore(key: KeyOf("young")).IsHit, Is.True);
        });
    }

    [Test]
    public void The_least_recently_used_go_until_the_cache_fits()
    {
        var size = Enumerable.Range(0, 10).Select(i => StoreAged($"d{i}", TimeSpan.FromHours(i + 1))).Max();

        var result = Clean(settings => settings with { MaxSize = 4 * size });

        Assert.Multiple(() =>
        {
            Assert.That(result.Evicted, Is.EqualTo(6));
            Assert.That(result.RemainingBytes, Is.LessThanOrEqualTo(4 * size));
            Assert.That(result.RemainingEntries, Is.EqualTo(4));
            Assert.That(Enumerable.Range(0, 10).Select(i => File.Exists(Layout.Entry(KeyOf($"d{i}")))), Is.EqualTo(Enumerable.Range(0, 10).Select(i => i < 4)));
        });
    }

    [Test]
    public void Entries_of_one_age_are_evicted_one_by_one_and_not_all()
    {
        var now = DateTime.UtcNow.AddHours(-5);
        var size = Enumerable.Range(0, 10).Select(i => StoreAged($"d{i}", TimeSpan.FromHours(5))).Max();
        foreach (var entry in Directory.EnumerateFiles(Layout.Entries, "*.pdfc", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(entry, now);
        }

        Assert.That(Clean(settings => settings with { MaxSize = 7 * size }).RemainingEntries, Is.EqualTo(7));
    }

    [Test]
    [Category("H28")]
    public void H28_many_cleaners_at_once_end_where_one_would()
    {
        var size = Enumerable.Range(0, 60).Select(i => StoreAged($"d{i}", TimeSpan.FromMinutes(i + 1))).Max();

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => Clean(settings => settings with { MaxSize = 30 * size }));

        Assert.That(Folder.Files("cache/v1"), Has.Count.InRange(28, 30));
    }

    [Test]
    [Category("H31")]
    public void H31_an_entry_touched_between_the_scan_and_the_deletion_is_kept()
    {
        StoreAged("old", TimeSpan.FromDays(31));

        var result = Clean(settings => settings with
        {
            MaxAge = TimeSpan.FromDays(30),
            Probe = (step, path) =>
            {
                if (step == ProtocolStep.CleanupBeforeDelete)
                {
                    Touch(path);
                }
            },
        });

        Assert.Multiple(() =>
        {
            Assert.That(result.Aged, Is.Zero);
            Assert.That(Restore(key: KeyOf("old")).IsHit, Is.True);
        });
    }

    [Test]
    [Category("H32")]
    public void H32_a_folder_that_vanishes_during_the_scan_does_not_end_the_sweep()
    {
        for (var i = 0; i < 20; i++)
        {
            StoreAged($"d{i}", TimeSpan.FromDays(31));
        }

        var shards = Directory.GetDirectories(Layout.Entries);
        var result = Clean(settings => settings with
        {
            MaxAge = TimeSpan.FromDays(30),
            Probe = (step, path) =>
            {
                if (step == ProtocolStep.CleanupProbed)
                {
                    Directory.Delete(shards[shards.Length / 2], recursive: true);
                }
                else if (step == ProtocolStep.CleanupDeleted && Directory.Exists(shards[0]) && !path.StartsWith(shards[0], StringComparison.Ordinal))
                {
                    Directory.Delete(shards[0], recursive: true);
                }
            },
        });

        Assert.Multiple(() =>
        {
            Assert.That(Folder.Files("cache/v1"), Is.Empty);
            Assert.That(result.Failures, Is.Zero);
        });
    }

    /// <summary>A folder may go between the look at it and its opening. Nobody can be stopped just there, so it is tried often.</summary>
    [Test]
    [Category("H32")]
    public void H32_folders_that_come_and_go_during_a_thousand_scans_are_no_failures()
    {
        Store();
        using var stop = new CancellationTokenSource();
        var others = Task.Run(() =>
        {
            var shards = Enumerable.Range(0, 16).Select(i => Path.Combine(Layout.Entries, $"f{i:x}")).ToList();
            while (!stop.IsCancellationRequested)
            {
                shards.ForEach(shard => Directory.CreateDirectory(shard));
                shards.ForEach(Directory.Delete);
            }
        });
        using var root = OpenFolder.At(Root)!;
        var scan = new CacheScan(root);

        for (var i = 0; i < 1_000; i++)
        {
            Assert.That(scan.EntryFiles().Count(), Is.EqualTo(1));
        }

        stop.Cancel();
        others.Wait();
        Assert.That(scan.Failures, Is.Zero);
    }

    [Test]
    [Category("H33")]
    public void H33_nothing_is_deleted_below_a_root_without_a_marker()
    {
        StoreAged("old", TimeSpan.FromDays(400));
        File.Delete(Layout.Marker);
        Folder.Write("cache/thesis.txt", [1]);
        var before = Folder.Files("cache");

        var result = Clean(settings => settings with { MaxAge = TimeSpan.FromDays(1), MaxSize = 0 });

        Assert.Multiple(() =>
        {
            Assert.That(result.Root, Is.EqualTo(RootState.Foreign));
            Assert.That(Folder.Files("cache"), Is.EqualTo(before));
        });
    }

    [Test]
    [Category("H33")]
    public void H33_foreign_names_in_a_cache_are_left_alone()
    {
        Store();
        string[] foreign = ["cache/notes.txt", "cache/v1/readme.md", "cache/v1/aa/thesis.pdfc", "cache/v1/aa/.nfs0001", $"cache/v1/aa/thesis.tmp.1.{Random32}", "cache/v1/zz/x"];
        foreach (var file in foreign)
        {
            File.SetLastWriteTimeUtc(Folder.Write(file, [1]), DateTime.UtcNow.AddYears(-1));
        }

        Clean(settings => settings with { MaxAge = TimeSpan.FromDays(1), MaxSize = 0 });

        Assert.That(foreign.Where(file => !File.Exists(Folder[file])), Is.Empty);
    }

    [Test]
    [Category("H34")]
    [Platform("Linux,MacOsX")]
    public void H34_links_are_not_followed_and_not_deleted_through()
    {
        Store();
        var name = Path.GetFileName(EntryPath);
        var outside = Folder.Write($"outside/{name}", [1]);
        File.SetLastWriteTimeUtc(outside, DateTime.UtcNow.AddYears(-1));
        Directory.CreateSymbolicLink(Folder["cache/v1/ab"], Folder["outside"]);
        Directory.CreateDirectory(Folder["cache/v1/ac"]);
        File.CreateSymbolicLink(Folder[$"cache/v1/ac/{name}"], outside);
        Shell.Run("touch", "-h", "-t", "202001010000", Folder[$"cache/v1/ac/{name}"]);

        Clean(settings => settings with { MaxAge = TimeSpan.FromDays(1) });

        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(outside), Is.True);
            Assert.That(new FileInfo(Folder[$"cache/v1/ac/{name}"]).LinkTarget, Is.Not.Null);
        });
    }

    [Test]
    public void A_missing_cache_is_nothing_to_clean()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Clean().Root, Is.EqualTo(RootState.Missing));
            Assert.That(Directory.Exists(Root), Is.False);
        });
    }

    [Test]
    [Category("H45")]
    public void H45_a_read_only_cache_is_not_cleaned()
    {
        StoreAged("old", TimeSpan.FromDays(400));
        var temp = Folder.Write("cache/v1/ab/" + TempName.After(KeyOf("x").EntryName), [1]);
        File.SetLastWriteTimeUtc(temp, DateTime.UtcNow.AddDays(-2));
        var before = Folder.Files("cache");

        var result = Clean(settings => settings with { ReadOnly = true, MaxAge = TimeSpan.FromDays(1), MaxSize = 1 });

        Assert.That(Folder.Files("cache"), Is.EqualTo(before), "no stamp either");
        Assert.That(result, Is.EqualTo(new CleanupResult(RootState.Cache)));
    }

    [Test]
    public void A_cleanup_is_remembered_for_its_interval()
    {
        Store();
        using var cache = Open();

        Assert.That(cache.WasCleanedWithin(TimeSpan.FromMinutes(10)), Is.False);
        cache.Cleanup();
        Assert.That(cache.WasCleanedWithin(TimeSpan.FromMinutes(10)), Is.True);
        File.SetLastWriteTimeUtc(Layout.CleanupStamp, DateTime.UtcNow.AddMinutes(-11));
        Assert.That(cache.WasCleanedWithin(TimeSpan.FromMinutes(10)), Is.False);
    }

    private CleanupResult Clean(Func<CacheSettings, CacheSettings>? change = null)
    {
        using var cache = Open(change);
        return cache.Cleanup();
    }

    /// <returns>The entry's length.</returns>
    private long StoreAged(string document, TimeSpan age)
    {
        var stored = Store(key: KeyOf(document));
        File.SetLastWriteTimeUtc(Layout.Entry(KeyOf(document)), DateTime.UtcNow - age);
        return stored.StoredBytes;
    }

    private string TempOf(string document, TimeSpan age)
    {
        var entry = Layout.Entry(KeyOf(document));
        Directory.CreateDirectory(Path.GetDirectoryName(entry)!);
        var temp = CacheLayout.NewTemp(entry);
        File.WriteAllBytes(temp, [1, 2, 3]);
        File.SetLastWriteTimeUtc(temp, DateTime.UtcNow + age);
        return temp;
    }
}
