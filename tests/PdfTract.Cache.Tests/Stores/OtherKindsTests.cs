using System.Text;

namespace PdfTract.Cache.Tests;

/// <summary>One document, several projects that ask for different output kinds of it, one entry.</summary>
[Category("H66")]
internal sealed class OtherKindsTests : CacheFixture
{
    private static readonly SigningKey Signer = new(Encoding.ASCII.GetBytes("a key that the trusted builds share"));

    /// <summary>Too long to be held in memory: its bodies are read again when they are copied.</summary>
    private static readonly byte[] Long = RandomBytes(EntryFormat.MaxWholeLength + 100_000, seed: 3);

    [Test]
    public void H66_some_of_the_stored_kinds_are_a_hit_and_nothing_else_is_restored()
    {
        StoreKinds(("text", Text), ("json", Json));

        using var cache = Open();
        var result = cache.Restore(Key, [new("json", Folder["restored/a.json"])]);

        Assert.That((result.Reason, result.Written), Is.EqualTo((MissReason.None, 1)));
        Assert.That(Folder.Files("restored"), Is.EqualTo(["a.json"]));
        Assert.That(File.ReadAllBytes(Folder["restored/a.json"]), Is.EqualTo(Json));
    }

    [Test]
    public void H66_a_read_into_memory_takes_what_was_asked_for_as_well()
    {
        StoreKinds(("text", Text), ("json", Json), ("page", Long));

        Holds(("json", Json));
    }

    [Test]
    public void H66_an_entry_that_lacks_a_kind_is_a_miss_that_names_it_and_stays()
    {
        StoreKinds(("text", Text), ("json", Json));
        using var cache = Open();

        var result = cache.Restore(Key, [.. Destinations(), new("page", Folder["restored/a.page"])]);

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.KindsMissing));
            Assert.That(result.Detail, Is.EqualTo("It holds text, json, and not page."));
            Assert.That(Directory.Exists(Folder["restored"]), Is.False, "all or nothing");
            Assert.That(File.Exists(EntryPath), Is.True);
        });
    }

    [Test]
    public void H66_a_store_keeps_the_kinds_that_it_does_not_have()
    {
        StoreKinds(("text", Text), ("json", Long));
        var second = StoreKinds(("page", Json), ("text", Text));

        Assert.That((second.Outcome, second.ReplacedDifferent), Is.EqualTo((StoreOutcome.Stored, false)));
        Assert.That(second.StoredBytes, Is.EqualTo(new FileInfo(EntryPath).Length));
        Holds(("text", Text), ("json", Long), ("page", Json));
        Holds(("json", Long));
        Holds(("page", Json), ("json", Long));
        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    public void H66_projects_that_ask_for_different_kinds_stop_replacing_each_other()
    {
        StoreKinds(("text", Text));
        StoreKinds(("json", Json));
        StoreKinds(("text", Text));
        StoreKinds(("json", Json));

        Holds(("text", Text), ("json", Json));
    }

    [Test]
    [Category("H10")]
    public void H10_H66_a_kind_that_both_have_with_other_bytes_makes_the_new_outputs_stand_alone()
    {
        StoreKinds(("text", Text), ("json", Json));

        var second = StoreKinds(("text", Json), ("page", Json));

        Assert.That((second.Outcome, second.ReplacedDifferent), Is.EqualTo((StoreOutcome.Stored, true)));
        Assert.That(second.StoredBytes, Is.EqualTo(new FileInfo(EntryPath).Length), "and nothing of the first try is left in it");
        Assert.That(Kinds(), Is.EqualTo(["text", "page"]));
        Holds(("text", Json), ("page", Json));
    }

    [Test]
    [Category("H21")]
    public void H21_H66_nothing_is_kept_of_another_keys_entry_under_the_same_name()
    {
        StoreKinds(KeyOf("other"), ("json", Json));
        Directory.CreateDirectory(Path.GetDirectoryName(EntryPath)!);
        File.Copy(Layout.Entry(KeyOf("other")), EntryPath);

        StoreKinds(("text", Text));

        Assert.That(Kinds(), Is.EqualTo(["text"]));
    }

    [Test]
    [Category("H22")]
    public void H22_H66_nothing_is_kept_of_a_damaged_entry_nor_by_a_refresh()
    {
        StoreKinds(("json", Json));
        File.WriteAllBytes(EntryPath, EntryDamage.FlipBit(File.ReadAllBytes(EntryPath), 8 * 1000));
        StoreKinds(("text", Text));
        Assert.That(Kinds(), Is.EqualTo(["text"]));

        using var cache = Open();
        cache.StoreAll([new StoreRequest(Key, SomeProvenance, Files(("page", Json))) { KeepsOtherKinds = false }]);
        Assert.That(Kinds(), Is.EqualTo(["page"]));
    }

    [Test]
    [Category("H35")]
    public void H35_H66_what_is_too_large_together_is_refused_and_what_stands_stays()
    {
        StoreKinds(("json", Long));
        var limit = new FileInfo(EntryPath).Length + 1000;
        using var cache = Open(settings => settings with { MaxSize = limit });

        var result = cache.Store(Key, SomeProvenance, Files(("text", Text)));

        Assert.That(result.Outcome, Is.EqualTo(StoreOutcome.TooLarge));
        Assert.That(Kinds(), Is.EqualTo(["json"]));
    }

    [Test]
    public void H66_kinds_that_are_too_many_together_are_not_put_together()
    {
        StoreKinds([.. Enumerable.Range(0, EntryFormat.MaxOutputs).Select(i => ("k" + i, Text))]);
        StoreKinds(("text", Text));
        Assert.That(Kinds(), Is.EqualTo(["text"]));

        StoreKinds([.. Enumerable.Range(1, EntryFormat.MaxOutputs - 1).Select(i => ("k" + i, Text))]);
        Assert.That(Kinds(), Has.Length.EqualTo(EntryFormat.MaxOutputs));
    }

    [Test]
    [Category("H45")]
    public void H45_H66_with_a_signing_key_only_what_was_signed_with_it_is_kept_and_signed_again()
    {
        StoreKinds(("json", Json));
        using var trusted = Open(settings => settings with { SigningKey = Signer });
        trusted.Store(Key, SomeProvenance, Files(("text", Text)));
        Assert.That(Kinds(), Is.EqualTo(["text"]), "a stranger's JSON is not signed");

        trusted.Store(Key, SomeProvenance, Files(("page", Long)));
        trusted.Store(Key, SomeProvenance, Files(("json", Json)));

        Assert.That(trusted.Restore(Key, Places("text", "page", "json")).Reason, Is.EqualTo(MissReason.None));
        Holds(("text", Text), ("page", Long), ("json", Json));
    }

    [Test]
    [Category("H45")]
    public void H45_H66_a_long_entry_that_is_written_to_after_its_check_is_not_signed_again()
    {
        using var trusted = Open(settings => settings with { SigningKey = Signer });
        trusted.Store(Key, SomeProvenance, Files(("json", Long)));

        WriteWithOthers(Signer, file =>
        {
            file.Position = file.Length - 1;
            file.WriteByte((byte)(Long[^1] + 1));
        });

        Assert.That(trusted.Restore(Key, Places("text")).IsHit, Is.True);
        Assert.That(Kinds(), Is.EqualTo(["text"]));
    }

    [Test]
    public void H66_a_long_entry_that_becomes_shorter_after_its_check_is_not_kept()
    {
        StoreKinds(("json", Long));

        WriteWithOthers(null, file => file.SetLength(EntryFormat.MaxWholeLength / 2));

        Holds(("text", Text));
        Assert.That(Kinds(), Is.EqualTo(["text"]));
    }

    [Test]
    public void H66_of_two_that_add_at_the_same_moment_the_last_one_wins_and_the_next_store_puts_all_together()
    {
        StoreKinds(("text", Text));
        var isFirst = true;
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.StoreFlushed && isFirst)
                {
                    isFirst = false;
                    StoreKinds(("json", Json));
                }
            },
        });

        cache.Store(Key, SomeProvenance, Files(("page", Json)));
        Assert.That(Kinds(), Is.EquivalentTo(["page", "text"]), "the JSON came in between");

        StoreKinds(("json", Json));
        Holds(("text", Text), ("json", Json), ("page", Json));
    }

    private StoreResult StoreKinds(params (string Kind, byte[] Bytes)[] outputs) => StoreKinds(Key, outputs);

    private StoreResult StoreKinds(CacheKey key, params (string Kind, byte[] Bytes)[] outputs)
    {
        using var cache = Open();
        return cache.Store(key, SomeProvenance, Files(outputs));
    }

    private OutputFile[] Files(params (string Kind, byte[] Bytes)[] outputs) =>
        [.. outputs.Select(output => new OutputFile(output.Kind, Folder.Write($"extracted/{Guid.NewGuid():N}.{output.Kind}", output.Bytes)))];

    private OutputFile[] Places(params string[] kinds) => [.. kinds.Select(kind => new OutputFile(kind, Folder[$"places/a.{kind}"]))];

    private void Holds(params (string Kind, byte[] Bytes)[] outputs)
    {
        using var cache = Open();
        var buffers = outputs.Select(output => new OutputBuffer(output.Kind)).ToArray();
        Assert.That(cache.Read(Key, buffers).Reason, Is.EqualTo(MissReason.None));
        Assert.That(buffers.Zip(outputs).All(pair => pair.First.Bytes.Span.SequenceEqual(pair.Second.Bytes)), Is.True);
        Array.ForEach(buffers, buffer => buffer.Dispose());
    }

    /// <summary>On Windows a reader may hold the standing entry, so that it cannot be replaced: is the result stored all the same?</summary>
    [TestCase(true, ExpectedResult = true)]
    [TestCase(false, ExpectedResult = false)]
    [Category("H22")]
    public bool H22_a_refresh_is_not_stored_where_the_old_entry_with_its_other_kinds_still_stands(bool keepsOtherKinds)
    {
        Store();
        var request = new StoreRequest(Key, SomeProvenance, Files(("text", Text))) { KeepsOtherKinds = keepsOtherKinds };
        using var codecs = new ZstdCodecs();
        using var standing = new OutputsSeal(request, codecs, null).Compare(
            EntryReader.Open(() => OpenFile.Unlinked(EntryPath), Key, kinds: [], new CacheSettings(Root), default), default);

        return standing.HoldsAll;
    }

    private string[] Kinds()
    {
        using var entry = OpenEntry();
        return [.. entry.Metadata.Outputs.Select(output => output.Kind)];
    }

    /// <summary>The steps of a store by hand, with something happening to the standing file between its check and the copying.</summary>
    private void WriteWithOthers(SigningKey? key, Action<FileStream> change)
    {
        var request = new StoreRequest(Key, SomeProvenance, Files(("text", Text)));
        using var codecs = new ZstdCodecs();
        using var destination = new MemoryStream();
        using (var shard = OpenFolder.At(Layout.Shard(Key))!)
        using (var standing = new OutputsSeal(request, codecs, key).Compare(
            EntryReader.Open(() => shard.File(CacheLayout.EntryName(Key)), Key, kinds: [], new CacheSettings(Root) { SigningKey = key }, default), default))
        {
            using (var file = new FileStream(EntryPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                change(file);
            }

            Assert.That(standing.Kept, Is.Not.Null);
            new OutputsSeal(request, codecs, key).WriteTo(destination, standing.Kept, default);
        }

        File.WriteAllBytes(EntryPath, destination.ToArray());
    }

    private static byte[] RandomBytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
