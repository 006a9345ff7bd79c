namespace PdfTract.Cache.Tests;

internal sealed class StoreAndRestoreTests : CacheFixture
{
    [Test]
    public void What_was_stored_is_restored_to_the_byte()
    {
        Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Stored));

        var result = Restore();

        Assert.That(result.IsHit, Is.True);
        AssertRestored();
    }

    [Test]
    public void A_key_that_nobody_stored_is_absent()
    {
        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Absent));
            Assert.That(Directory.Exists(Folder["restored"]), Is.False, "a miss writes nothing");
            Assert.That(Directory.Exists(Root), Is.False, "a look-up creates nothing");
        });
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(EntryFormat.MaxRawLength)]
    [TestCase(EntryFormat.MaxRawLength + 1)]
    [TestCase(StreamReading.BlockSize)]
    [TestCase(StreamReading.BlockSize + 1)]
    [TestCase(5_000_000)]
    public void Any_length_comes_back_whole(int length)
    {
        foreach (var bytes in new[] { Compressible(length, seed: length), RandomBytes(length) })
        {
            Store(text: bytes);
            Restore();
            AssertRestored(bytes);
        }
    }

    [Test]
    public void An_entry_remembers_where_it_comes_from()
    {
        Store();

        Assert.That(Restore().Provenance, Is.EqualTo(SomeProvenance));
    }

    [Test]
    public void Text_that_is_too_long_is_cut_and_never_inside_a_character()
    {
        var host = string.Concat(Enumerable.Repeat("\ud83d\ude00", 100));
        using var cache = Open();
        cache.Store(Key, SomeProvenance with { Host = host }, Extracted());

        Assert.That(Restore(cache).Provenance!.Host, Is.EqualTo(host[..(2 * 63)]));
    }

    [Test]
    [Category("H09")]
    public void H09_a_second_store_of_another_size_replaces_the_first()
    {
        Store(text: Compressible(100, seed: 3));
        Store(text: Text);

        Restore();

        AssertRestored();
        Assert.That(Folder.Files("cache/v1"), Has.Count.EqualTo(1));
    }

    [Test]
    [Category("H10")]
    public void H10_other_bytes_under_the_same_key_are_reported_and_one_of_them_stands()
    {
        var first = Store(text: Text);
        var second = Store(text: Json);
        var third = Store(text: Json);

        Restore();

        AssertRestored(Json);
        Assert.Multiple(() =>
        {
            Assert.That(first.ReplacedDifferent, Is.False);
            Assert.That(second.ReplacedDifferent, Is.True);
            Assert.That(third.ReplacedDifferent, Is.False);
        });
    }

    [Test]
    public void Read_only_serves_hits_and_stores_nothing()
    {
        Store();
        using var cache = Open(settings => settings with { ReadOnly = true });

        Assert.Multiple(() =>
        {
            Assert.That(cache.Restore(Key, Destinations()).IsHit, Is.True);
            Assert.That(cache.Store(KeyOf("other"), SomeProvenance, Extracted()).Outcome, Is.EqualTo(StoreOutcome.ReadOnly));
            Assert.That(Folder.Files("cache/v1"), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void Kinds_that_are_no_names_or_given_twice_are_refused()
    {
        using var cache = Open();
        var file = Folder.Write("x", [1]);

        Assert.Multiple(() =>
        {
            Assert.That(() => cache.Store(Key, SomeProvenance, []), Throws.ArgumentException);
            Assert.That(() => cache.Store(Key, SomeProvenance, [new("../x", file)]), Throws.ArgumentException);
            Assert.That(() => cache.Store(Key, SomeProvenance, [new("a", file), new("a", file)]), Throws.ArgumentException);
        });
    }

    [Test]
    [Category("H40")]
    public void H40_a_hit_touches_an_entry_that_was_not_touched_for_an_hour()
    {
        Store();
        var old = DateTime.UtcNow.AddHours(-2);
        File.SetLastWriteTimeUtc(EntryPath, old);

        Restore();

        Assert.That(File.GetLastWriteTimeUtc(EntryPath), Is.GreaterThan(old.AddHours(1)));
    }

    [Test]
    [Category("H40")]
    public void H40_a_hit_leaves_an_entry_alone_that_was_touched_lately()
    {
        Store();
        var lately = DateTime.UtcNow.AddMinutes(-30);
        File.SetLastWriteTimeUtc(EntryPath, lately);

        Restore();

        Assert.That(File.GetLastWriteTimeUtc(EntryPath), Is.EqualTo(lately));
    }

    private static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
