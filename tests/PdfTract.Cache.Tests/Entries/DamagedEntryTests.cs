using System.Buffers.Binary;
using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests;

internal sealed class DamagedEntryTests : CacheFixture
{
    /// <summary>That damage of every kind at every place is found is Damage/'s part; here, what a restore does then.</summary>
    [TestCaseSource(nameof(Damages))]
    [Category("H14")]
    [Category("H15")]
    public void H14_H15_a_damaged_entry_is_a_miss_that_writes_nothing_and_the_entry_goes(Func<byte[], byte[]> damage)
    {
        Store();
        File.WriteAllBytes(EntryPath, damage(File.ReadAllBytes(EntryPath)));

        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Corrupt));
            Assert.That(result.CorruptRemoved, Is.True);
            Assert.That(File.Exists(EntryPath), Is.False);
            Assert.That(Directory.Exists(Folder["restored"]), Is.False, "nothing was written");
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    private static IEnumerable<TestCaseData> Damages()
    {
        foreach (var (name, damage) in new (string, Func<byte[], byte[]>)[]
        {
            ("a flipped bit in the prefix", whole => EntryDamage.FlipBit(whole, 8 * 3)),
            ("a flipped bit in the metadata", whole => EntryDamage.FlipBit(whole, 8 * (EntryPrefix.Length + 5))),
            ("a flipped bit in the last byte", whole => EntryDamage.FlipBit(whole, (8 * whole.Length) - 1)),
            ("cut in the prefix", whole => whole[..20]),
            ("cut before its last byte", whole => whole[..^1]),
            ("of no length", whole => []),
            ("one byte longer", whole => [.. whole, 0]),
            ("a hole", whole => EntryDamage.Zero(whole, whole.Length / 2, 64)),
            ("nothing but zeros", whole => new byte[whole.Length]),
        })
        {
            yield return new TestCaseData(damage).SetArgDisplayNames(name);
        }
    }

    [Test]
    [Category("H22")]
    public void H22_a_damaged_entry_is_replaced_by_the_next_store()
    {
        Store();
        File.WriteAllBytes(EntryPath, [1, 2, 3]);

        Store();

        Assert.That(Restore().IsHit, Is.True);
        AssertRestored();
    }

    [Test]
    [Category("H21")]
    public void H21_two_keys_that_share_a_name_never_get_each_others_bytes()
    {
        Store(key: KeyOf("other"));
        Directory.CreateDirectory(Path.GetDirectoryName(EntryPath)!);
        File.Copy(Layout.Entry(KeyOf("other")), EntryPath);

        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.ForeignKey));
            Assert.That(File.Exists(EntryPath), Is.True, "it is whole and somebody's");
        });
    }

    [Test]
    [Category("H20")]
    public void H20_a_whole_entry_of_a_newer_format_is_a_miss_and_stays_even_when_its_key_is_stored()
    {
        Store();
        var newer = Patch(bytes => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), 2));

        var result = Restore();
        var stored = Store();

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.NewerFormat));
            Assert.That(stored.Outcome, Is.EqualTo(StoreOutcome.NewerFormat));
            Assert.That(File.ReadAllBytes(EntryPath), Is.EqualTo(newer));
        });
    }

    /// <summary>One flipped bit in the version, and nobody who read the entry before it is stored again.</summary>
    [TestCase(8)]
    [TestCase(10)]
    [Category("H20")]
    [Category("H14")]
    public void H14_H20_a_damaged_version_or_flag_is_no_newer_format_and_keeps_no_store_out(int offset)
    {
        Store();
        File.WriteAllBytes(EntryPath, EntryDamage.FlipBit(File.ReadAllBytes(EntryPath), (8 * offset) + 4));

        Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Stored));
        Assert.That(Restore().IsHit, Is.True);
        AssertRestored();
    }

    [Test]
    [Category("H20")]
    public void H20_another_programs_file_under_an_entrys_name_is_a_miss_and_goes()
    {
        Store();
        File.WriteAllText(EntryPath, "%PDF-1.7 This is a file of somebody who chose a strange name, and it is long enough for a header.");

        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Corrupt));
            Assert.That(File.Exists(EntryPath), Is.False);
        });
    }


    [Test]
    [Category("H14")]
    public void H14_outputs_that_were_swapped_inside_a_sealed_entry_are_noticed_by_their_own_checksums()
    {
        var stream = new MemoryStream();
        using var codecs = new ZstdCodecs();
        var honest = new EntryWriter(codecs, signingKey: null).Write(
            stream, Key, SomeProvenance, [new("text", Folder.Write("x", [1, 2, 3])), new("json", Folder.Write("y", [4, 5, 6]))], default).Metadata;
        var swapped = honest with { Outputs = [honest.Outputs[0] with { Kind = "json" }, honest.Outputs[1] with { RawChecksum = honest.Outputs[0].RawChecksum, Kind = "text" }] };
        var bytes = stream.ToArray();
        UnsignedEntry.Block(swapped).CopyTo(bytes, EntryPrefix.Length);
        EntrySeal.Apply(bytes);
        Store();
        File.WriteAllBytes(EntryPath, bytes);

        Assert.That(Restore().Reason, Is.EqualTo(MissReason.Corrupt));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [Category("H19")]
    public void H19_an_entry_that_cannot_be_opened_is_unreadable_and_stays()
    {
        Store();
        using var held = new FileStream(EntryPath, FileMode.Open, FileAccess.Read, FileShare.None);

        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Unreadable), "busy is not corrupt");
            Assert.That(File.Exists(EntryPath), Is.True);
        });
    }

    /// <summary>Changes the entry and makes its checksum right again.</summary>
    private byte[] Patch(Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(EntryPath);
        change(bytes);
        EntrySeal.Apply(bytes);
        File.WriteAllBytes(EntryPath, bytes);
        return bytes;
    }
}
