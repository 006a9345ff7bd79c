namespace PdfTract.Cache.Tests;

/// <summary>Roots so deep that an entry, or only its temp, or nothing at all has a path.</summary>
[Platform("Linux,MacOsX")]
[Category("H42")]
internal sealed class LongPathTests : CacheFixture
{
    /// <summary>The most that a path may have on Linux, with its closing NUL.</summary>
    private const int MaxPath = 4096;

    private int _length;

    /// <summary>Below an open folder there are names whose whole path the system does not take, and .NET deletes by path.</summary>
    [TearDown]
    public void RemoveLongPaths() => Shell.Run("sh", "-c", "rm -rf \"$0\"/*", Folder.Path);

    protected override string Root => RootOfLength(_length);

    /// <summary>From the first root below which there is room for everything to the first that cannot be made itself.</summary>
    [Test]
    public void H42_a_root_near_the_longest_path_works_or_fails_softly()
    {
        var stored = 0;
        var failed = 0;
        for (_length = MaxPath - 150; _length <= MaxPath + 2; _length++)
        {
            var outcome = Store().Outcome;
            var restored = Restore();
            using var cache = Open(settings => settings with { MaxAge = TimeSpan.FromDays(1) });
            cache.WasCleanedWithin(TimeSpan.FromMinutes(1));
            AssertCleansOrFailsAsItSays(cache);

            Assert.That(outcome, Is.EqualTo(StoreOutcome.Stored).Or.EqualTo(StoreOutcome.Failed), $"{_length}");
            Assert.That(restored.Reason, Is.EqualTo(outcome == StoreOutcome.Stored ? MissReason.None : MissReason.Absent), $"{_length}");
            stored += outcome == StoreOutcome.Stored ? 1 : 0;
            failed += outcome == StoreOutcome.Failed ? 1 : 0;
        }

        Assert.That((stored, failed), Is.EqualTo((stored, 153 - stored)));
        Assert.That(stored, Is.InRange(1, 152), "the test spans the limit");
    }

    [Test]
    public void H42_a_damaged_entry_is_removed_though_the_path_of_its_temp_is_too_long()
    {
        // The entry has a path, and its temp, which is longer, has none: but a name in its folder.
        _length = MaxPath - 85;
        var entry = EntryPath;
        Assert.That(entry, Has.Length.LessThan(MaxPath));
        Directory.CreateDirectory(Path.GetDirectoryName(entry)!);
        File.WriteAllBytes(entry, [1, 2, 3]);

        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Corrupt));
            Assert.That(result.CorruptRemoved, Is.True);
            Assert.That(File.Exists(entry), Is.False);
        });
    }

    [Test]
    public void H42_a_root_with_too_long_a_name_fails_softly()
    {
        var root = Folder[new string('n', 256)];
        using var cache = new ExtractionCache(new CacheSettings(root));

        Assert.Multiple(() =>
        {
            Assert.That(cache.Store(Key, SomeProvenance, Extracted()).Outcome, Is.EqualTo(StoreOutcome.Failed));
            Assert.That(cache.Restore(Key, Destinations()).Reason, Is.EqualTo(MissReason.Absent));
            Assert.That(cache.Cleanup().Root, Is.EqualTo(RootState.Missing));
        });
    }

    private static void AssertCleansOrFailsAsItSays(ExtractionCache cache)
    {
        try
        {
            cache.Cleanup();
        }
        catch (IOException e)
        {
            Assert.That(e, Is.InstanceOf<PathTooLongException>());
        }
    }

    private string RootOfLength(int length)
    {
        const int Step = 200;
        var root = Folder.Path;
        while (length - root.Length > Step + 1)
        {
            root = Path.Combine(root, new string('d', Math.Min(Step, length - root.Length - 3)));
        }

        return Path.Combine(root, new string('e', length - root.Length - 1));
    }
}
