using System.Buffers.Binary;
using System.IO.Hashing;
using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests;

/// <summary>Entries that ask for more than they are: what they cost is bounded by what is there, and never by what they say (H16).</summary>
[Category("H16")]
internal sealed class BombTests : CacheFixture
{
    private const int Mebibyte = 1024 * 1024;
    private const long Gibibyte = 1024L * Mebibyte;
    private const int WriterWindow = 21;

    private static IEnumerable<TestCaseData> Lies()
    {
        yield return new TestCaseData(12, 4, (long)int.MaxValue).SetArgDisplayNames("metadata of 2 GiB");
        yield return new TestCaseData(12, 4, (long)EntryFormat.MaxMetadataLength).SetArgDisplayNames("the most metadata that there may be");
        yield return new TestCaseData(12, 4, -1L).SetArgDisplayNames("metadata of -1 bytes");
        yield return new TestCaseData(16, 8, long.MaxValue).SetArgDisplayNames("an entry of 8 EiB");
        yield return new TestCaseData(16, 8, -1L).SetArgDisplayNames("an entry of -1 bytes");
    }

    [TestCaseSource(nameof(Lies))]
    public void H16_a_header_that_lies_about_lengths_allocates_nothing_of_that_size(int offset, int width, long lie)
    {
        Store();
        var bytes = File.ReadAllBytes(EntryPath);
        if (width == 4)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), (int)lie);
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(offset), lie);
        }

        EntrySeal.ApplyChecksum(bytes);

        MissesIn(bytes, allocated: Mebibyte);
    }

    [Test]
    public void H16_metadata_that_lies_about_an_outputs_length_allocates_nothing_of_that_size([Values(long.MaxValue, -1, long.MinValue)] long lie) =>
        MissesIn(Forge(ForgedEntry.Zeros(Mebibyte, WriterWindow), rawLength: lie), allocated: Mebibyte);

    [Test]
    public void H16_metadata_that_counts_65535_outputs_allocates_nothing_for_them()
    {
        var bytes = Forge(ForgedEntry.Zeros(Mebibyte, WriterWindow), rawLength: Mebibyte);

        // After the two lengths before the key, the key, two texts and two times.
        var count = EntryPrefix.Length + 2 + (2 * Digest256.Length) + (1 + SomeProvenance.Host.Length) + (1 + SomeProvenance.ToolVersion.Length) + 16;
        Assert.That(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(count)), Is.EqualTo(1), "the place of the count");
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(count), ushort.MaxValue);
        EntrySeal.Apply(bytes);

        MissesIn(bytes, allocated: Mebibyte);
    }

    [Test]
    public void H16_a_bomb_that_states_a_kibibyte_writes_no_more_than_that()
    {
        var bytes = Forge(ForgedEntry.Zeros(Gibibyte, WriterWindow), rawLength: 1024);
        var written = 0L;

        var result = MissesIn(bytes, allocated: Mebibyte, settings => settings with
        {
            Probe = (step, path) => written = Math.Max(written, step == ProtocolStep.RestoreTempWritten ? new FileInfo(path).Length : 0),
        });

        Assert.Multiple(() =>
        {
            Assert.That(result.Detail, Does.Contain("longer than the entry states"));
            Assert.That(written, Is.Zero, "no temp was ever finished");
        });
    }

    [Test]
    public void H16_a_bomb_that_states_a_length_which_is_streamed_writes_no_more_than_that()
    {
        const long Stated = EntryFormat.MaxWholeLength + 1;
        Place(Forge(ForgedEntry.Zeros(Gibibyte, WriterWindow), Stated));
        using var codecs = new ZstdCodecs();
        using var entry = OpenEntry("text");
        var output = entry.Metadata.Outputs[0];
        using var sink = new CountingStream();

        Assert.Multiple(() =>
        {
            Assert.That(entry.IsSmall(output), Is.False, "it is streamed");
            Assert.That(() => entry.CopyTo(output, sink, codecs, CancellationToken.None), Throws.InstanceOf<InvalidDataException>());
            Assert.That(sink.Written, Is.InRange(1, Stated));
        });
    }

    [Test]
    public void H16_what_is_streamed_takes_flat_memory_however_well_it_is_compressed()
    {
        const int Length = 256 * Mebibyte;
        var output = SparselyFilled(Length, bytesABlock: 300);
        using var cache = Open();
        Assert.That(cache.Store(Key, SomeProvenance, [new("text", output)]).StoredBytes, Is.InRange(Length / EntryFormat.MaxRatio, Length / 200));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var result = cache.Restore(Key, Destination());

        Assert.Multiple(() =>
        {
            Assert.That(result.IsHit, Is.True, result.Detail);
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(Mebibyte));
            Assert.That(new FileInfo(Folder["restored/a.txt"]).Length, Is.EqualTo(Length));
        });
    }

    [Test]
    [Category("H82")]
    public void H82_a_bomb_that_states_its_length_truthfully_is_a_miss_and_writes_nothing()
    {
        const int Length = 256 * Mebibyte;
        var zeros = new XxHash128();
        for (var i = 0; i < Length / Mebibyte; i++)
        {
            zeros.Append(new byte[Mebibyte]);
        }

        var result = MissesIn(Forge(ForgedEntry.Zeros(Length, WriterWindow), Length, Checksum128.Of(zeros)), Mebibyte);

        Assert.That(result.CorruptRemoved, Is.True);
    }

    [Test]
    [Category("H82")]
    public void H82_an_honest_output_that_compresses_as_a_bomb_does_is_stored_and_restored()
    {
        const int Length = 32 * Mebibyte;
        var output = SparselyFilled(Length, bytesABlock: 0);
        using var cache = Open();

        var stored = cache.Store(Key, SomeProvenance, [new("text", output)]);
        var result = cache.Restore(Key, Destination());

        Assert.Multiple(() =>
        {
            Assert.That(stored.StoredBytes, Is.GreaterThan(Length), "as it is");
            Assert.That(result.IsHit, Is.True, result.Detail);
            Assert.That(File.ReadAllBytes(Folder["restored/a.txt"]), Is.EqualTo(new byte[Length]));
        });
    }

    [Test]
    [Category("H82")]
    [Platform("Linux")]
    public void H82_an_output_that_would_fill_its_file_system_is_not_begun_and_the_entry_stays()
    {
        var output = SparselyFilled(48 * Mebibyte, bytesABlock: 300);
        using var cache = Open();
        cache.Store(Key, SomeProvenance, [new("text", output)]);
        using var disk = MountedFileSystem.Mount(Folder["restored"], "-t", "tmpfs", "-o", "size=100m", "tmpfs", Folder["restored"]);

        var result = cache.Restore(Key, Destination());

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Unreadable));
            Assert.That(result.Detail, Does.Contain("left"));
            Assert.That(File.Exists(EntryPath), Is.True);
            Assert.That(Folder.Files("restored"), Is.Empty);
        });
    }

    [TestCase(EntryFormat.MaxWindowLog, true)]
    [TestCase(EntryFormat.MaxWindowLog + 1, false)]
    [TestCase(30, false)]
    public void H16_a_frame_that_asks_for_a_larger_window_than_the_limit_is_refused(int windowLog, bool isRead)
    {
        var zeros = new XxHash128();
        zeros.Append(new byte[Mebibyte]);
        Place(Forge(ForgedEntry.Zeros(Mebibyte, windowLog), Mebibyte, Checksum128.Of(zeros)));
        using var cache = Open();

        var result = cache.Restore(Key, Destination());

        Assert.That(result.Reason, Is.EqualTo(isRead ? MissReason.None : MissReason.Corrupt), result.Detail);
    }

    /// <summary>Zeros, and in each 128 KiB some bytes that cannot be compressed.</summary>
    private string SparselyFilled(int length, int bytesABlock)
    {
        var bytes = new byte[length];
        var random = new Random(1);
        for (var block = 0; block < length; block += 128 * 1024)
        {
            random.NextBytes(bytes.AsSpan(block, bytesABlock));
        }

        return Folder.Write("extracted/sparse", bytes);
    }

    private static byte[] Forge(byte[] frame, long rawLength, Checksum128 checksum = default) =>
        ForgedEntry.Of(Key, SomeProvenance, new EntryOutput("text", BodyCodec.Zstd, rawLength, 0, checksum), frame);

    private void Place(byte[] entry)
    {
        Store();
        File.WriteAllBytes(EntryPath, entry);
    }

    private OutputFile[] Destination() => [new("text", Folder["restored/a.txt"])];

    private RestoreResult MissesIn(byte[] entry, long allocated, Func<CacheSettings, CacheSettings>? change = null)
    {
        Place(entry);
        using var cache = Open(change);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var result = cache.Restore(Key, Destination());

        var cost = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Corrupt));
            Assert.That(cost, Is.LessThan(allocated));
            Assert.That(Directory.Exists(Folder["restored"]) ? Folder.Files("restored") : [], Is.Empty);
        });
        return result;
    }
}
