using System.Text;

namespace PdfTract.Cache.Tests.Stores;

/// <summary>The store of a directory, without the façade.</summary>
internal sealed class LocalStoreTests : CacheFixture
{
    private static readonly SigningKey Ours = new(Encoding.ASCII.GetBytes("a secret that is long enough"));

    [Test]
    public void A_key_that_nobody_stored_is_absent()
    {
        using var directory = Directory();

        Assert.That(new LocalStore(directory).Open(Key, ["text"], default).Reason, Is.EqualTo(MissReason.Absent), "no root");
        Store();
        Assert.That(new LocalStore(directory).Open(KeyOf("another"), ["text"], default).Reason, Is.EqualTo(MissReason.Absent));
    }

    [Test]
    [Platform("Linux")]
    public void A_root_that_cannot_be_opened_is_unavailable_and_not_absent()
    {
        File.CreateSymbolicLink(Root, Root);
        using var cache = Open();

        Assert.That(cache.Restore(Key, Destinations()).Reason, Is.EqualTo(MissReason.Unavailable));
    }

    [Test]
    public void A_hit_says_which_store_it_came_from()
    {
        Store();

        Assert.That(Restore().Store, Is.EqualTo(Root));
        Assert.That(Restore(key: KeyOf("another")).Store, Is.Null);
    }

    [Test]
    public void What_another_store_sealed_is_imported_byte_for_byte_and_is_a_hit()
    {
        Store();
        var elsewhere = File.ReadAllBytes(EntryPath);
        File.Delete(EntryPath);
        using var directory = Directory();

        var result = Import(directory, elsewhere, Key);

        Assert.That((result.Outcome, result.StoredBytes), Is.EqualTo((StoreOutcome.Stored, (long)elsewhere.Length)));
        Assert.That(File.ReadAllBytes(EntryPath), Is.EqualTo(elsewhere));
        Assert.That(Restore().IsHit, Is.True);
    }

    [Test]
    public void What_is_no_whole_entry_of_the_key_is_not_imported_and_what_stands_stays()
    {
        Store();
        var good = File.ReadAllBytes(EntryPath);
        var damaged = (byte[])good.Clone();
        damaged[^1] ^= 1;
        using var directory = Directory();

        Assert.Multiple(() =>
        {
            Assert.That(Import(directory, damaged, Key).Outcome, Is.EqualTo(StoreOutcome.Invalid));
            Assert.That(Import(directory, good[..^1], Key).Outcome, Is.EqualTo(StoreOutcome.Invalid));
            Assert.That(Import(directory, [], Key).Outcome, Is.EqualTo(StoreOutcome.Invalid));
            Assert.That(Import(directory, good, KeyOf("another")).Outcome, Is.EqualTo(StoreOutcome.Invalid));
            Assert.That(File.ReadAllBytes(EntryPath), Is.EqualTo(good));
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    [Category("H45")]
    public void H45_a_store_with_a_key_imports_only_what_was_signed_with_it()
    {
        Store();
        var unsigned = File.ReadAllBytes(EntryPath);
        using (var signing = Open(settings => settings with { SigningKey = Ours }))
        {
            Store(signing, key: Key);
        }

        var signed = File.ReadAllBytes(EntryPath);
        File.Delete(EntryPath);
        using var directory = Directory(settings => settings with { SigningKey = Ours });

        Assert.That(Import(directory, unsigned, Key).Outcome, Is.EqualTo(StoreOutcome.Invalid));
        Assert.That(File.Exists(EntryPath), Is.False);
        Assert.That(Import(directory, signed, Key).Outcome, Is.EqualTo(StoreOutcome.Stored));
    }

    [Test]
    public void A_read_only_store_publishes_touches_and_removes_nothing()
    {
        Store();
        var damaged = File.ReadAllBytes(EntryPath);
        damaged[^1] ^= 1;
        File.WriteAllBytes(EntryPath, damaged);
        File.SetLastWriteTimeUtc(EntryPath, DateTime.UtcNow.AddDays(-2));
        var before = File.GetLastWriteTimeUtc(EntryPath);
        using var directory = Directory(settings => settings with { ReadOnly = true });
        var store = new LocalStore(directory);

        Assert.Multiple(() =>
        {
            Assert.That(store.IsReadOnly, Is.True);
            Assert.That(Import(directory, damaged, Key).Outcome, Is.EqualTo(StoreOutcome.ReadOnly));
            Assert.That(store.RemoveCorrupt(Key, ["text"], default), Is.False);
            store.Touch(Key, before);
            Assert.That(File.GetLastWriteTimeUtc(EntryPath), Is.EqualTo(before));
            Assert.That(File.ReadAllBytes(EntryPath), Is.EqualTo(damaged));
        });
    }

    [Test]
    public void Every_entry_is_listed_with_its_facts_and_a_damaged_one_without()
    {
        Store();
        Store(key: KeyOf("another"));
        var damaged = Layout.Entry(KeyOf("another"));
        File.WriteAllBytes(damaged, Text);
        using var directory = Directory();

        var listed = new LocalStore(directory).Enumerate(default).ToDictionary(entry => entry.Name);

        Assert.That(listed, Has.Count.EqualTo(2));
        var whole = listed[Path.GetFileName(EntryPath)];
        Assert.Multiple(() =>
        {
            Assert.That(whole.Length, Is.EqualTo(new FileInfo(EntryPath).Length));
            Assert.That(whole.LastUsedUtc, Is.EqualTo(File.GetLastWriteTimeUtc(EntryPath)));
            Assert.That(whole.Metadata!.Key, Is.EqualTo(Key));
            Assert.That(whole.Metadata.Provenance, Is.EqualTo(SomeProvenance));
            Assert.That(whole.Metadata.Outputs.Select(output => output.Kind), Is.EqualTo(["text", "json"]));
            Assert.That(listed[Path.GetFileName(damaged)].Metadata, Is.Null);
        });
    }

    [Test]
    public void A_folder_that_is_no_cache_lists_nothing()
    {
        Folder.Write("cache/v1/ab/" + Path.GetFileName(EntryPath), Text);
        Folder.Write("cache/thesis.doc", Text);
        using var directory = Directory();

        Assert.That(new LocalStore(directory).Enumerate(default), Is.Empty);
    }

    private CacheDirectory Directory(Func<CacheSettings, CacheSettings>? change = null) =>
        new((change ?? (settings => settings))(new CacheSettings(Root) { Fsync = false }));

    private static StoreResult Import(CacheDirectory directory, byte[] entry, CacheKey key) =>
        new LocalStore(directory).Publish([new ImportedSeal(key, () => new MemoryStream(entry), directory.Settings)], default)[0];
}
