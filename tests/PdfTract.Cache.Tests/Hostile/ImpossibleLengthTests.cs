using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests.Hostile;

/// <summary>Files that state, or are, longer than anything can be: a sparse file costs its maker nothing.</summary>
internal sealed class ImpossibleLengthTests : CacheFixture
{
    private const long Tebibyte = 1L << 40;

    private static readonly SigningKey OurKey = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    [TestCase(15 * Tebibyte, null)]
    [TestCase(6L << 30, 5L << 30)]
    [Category("H75")]
    public void H75_an_entry_longer_than_the_cache_may_be_is_corrupt_unread(long length, long? maxSize)
    {
        var entry = new SparseEntry(Head(length), length);

        var lookup = EntryReader.Read(entry, Key, ["text"], signingKey: null, CancellationToken.None, maxSize);

        Assert.That((lookup.Reason, entry.BytesRead), Is.EqualTo((MissReason.Corrupt, 0)));
    }

    [Test]
    [Category("H75")]
    public void H75_lengths_that_do_not_add_up_are_corrupt_by_the_head_alone()
    {
        const long Length = 4L << 30;
        var entry = new SparseEntry(Head(Length, storedLength: Length / 2), Length);

        var lookup = EntryReader.Read(entry, Key, ["text"], signingKey: null, CancellationToken.None);

        Assert.That(lookup.Reason, Is.EqualTo(MissReason.Corrupt));
        Assert.That(entry.BytesRead, Is.LessThanOrEqualTo(EntryPrefix.Length + EntryFormat.MaxMetadataLength));
    }

    [Test]
    [Category("H75")]
    public void H75_with_a_key_no_body_is_read_of_an_entry_whose_head_is_not_signed()
    {
        const long Length = 4L << 30;
        var entry = new SparseEntry(Head(Length), Length);

        var lookup = EntryReader.Read(entry, Key, ["text"], OurKey, CancellationToken.None);

        Assert.That(lookup.Reason, Is.EqualTo(MissReason.Untrusted));
        Assert.That(entry.BytesRead, Is.LessThanOrEqualTo(EntryPrefix.Length + EntryFormat.MaxMetadataLength));
    }

    [Test]
    [Category("H75")]
    public void H75_no_body_is_read_of_a_long_entry_of_another_key()
    {
        const long Length = 4L << 30;
        var entry = new SparseEntry(Head(Length), Length);

        var lookup = EntryReader.Read(entry, KeyOf("another"), ["text"], signingKey: null, CancellationToken.None);

        Assert.That(lookup.Reason, Is.EqualTo(MissReason.ForeignKey));
        Assert.That(entry.BytesRead, Is.LessThanOrEqualTo(EntryPrefix.Length + EntryFormat.MaxMetadataLength));
    }

    [Test]
    [Category("H75")]
    [Platform("Linux")]
    public void H75_a_sparse_file_in_an_entrys_place_is_a_miss_is_removed_and_is_replaced()
    {
        Store();
        Sparse(EntryPath, 15 * Tebibyte, Head(15 * Tebibyte));

        var restored = Restore();
        Sparse(EntryPath, 15 * Tebibyte, Head(15 * Tebibyte));
        var stored = Store();

        Assert.Multiple(() =>
        {
            Assert.That((restored.Reason, restored.CorruptRemoved), Is.EqualTo((MissReason.Corrupt, true)));
            Assert.That(stored.Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(Restore().IsHit, Is.True);
        });
    }

    [Test]
    [Category("H48")]
    [Category("H75")]
    [Platform("Linux")]
    public void H75_the_stores_look_at_a_standing_entry_ends_when_the_build_is_cancelled()
    {
        // Of a newer format, whose whole length has to be read before it counts.
        Store();
        var head = Head(4L << 30);
        head[8] = EntryFormat.Version + 1;
        Sparse(EntryPath, 4L << 30, head);
        using var cancellation = new CancellationTokenSource();
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.StoreFolderReady)
                {
                    cancellation.Cancel();
                }
            },
        });

        Assert.That(() => cache.Store(Key, SomeProvenance, Extracted(), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    [Category("H01")]
    [Category("H48")]
    public void H01_a_removal_that_is_cancelled_puts_back_what_it_moved_aside()
    {
        Store();
        File.WriteAllBytes(EntryPath, [1, 2, 3]);
        using var cancellation = new CancellationTokenSource();
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.CorruptMovedAside)
                {
                    // A longer one was caught, whose reading is then cancelled.
                    File.WriteAllBytes(TempsInCache()[0], EntryImage.Write(Key, SomeProvenance, [new("text", RandomBytes(EntryFormat.MaxWholeLength + 1)), new("json", [])]));
                    cancellation.Cancel();
                }
            },
        });

        Assert.That(() => cache.Restore(Key, Destinations(), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((File.Exists(EntryPath), TempsInCache()), Is.EqualTo((true, Array.Empty<string>())));
    }

    [Test]
    [Category("H78")]
    [Platform("Linux")]
    public void H78_files_whose_lengths_sum_up_beyond_every_number_go_first_and_the_others_stay()
    {
        using var disk = MountedFileSystem.Mount(Root, "-t", "tmpfs", "-o", "size=64m", "tmpfs", Root);
        Store();
        var giants = new[] { "one", "two", "three" }.Select(name => Layout.Entry(KeyOf(name))).ToArray();
        foreach (var giant in giants)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(giant)!);
            Sparse(giant, 1L << 62, []);
        }

        using var unlimited = Open();
        var all = unlimited.Cleanup();
        using var limited = Open(settings => settings with { MaxSize = 10_000_000 });
        var result = limited.Cleanup();

        Assert.Multiple(() =>
        {
            Assert.That((all.RemainingEntries, all.RemainingBytes), Is.EqualTo((4, long.MaxValue)));
            Assert.That(giants.Where(File.Exists), Is.Empty);
            Assert.That((result.Evicted, result.RemainingEntries, result.RemovedBytes), Is.EqualTo((3, 1, long.MaxValue)));
            Assert.That(result.RemainingBytes, Is.EqualTo(new FileInfo(EntryPath).Length));
            Assert.That(Restore().IsHit, Is.True);
        });
    }

    private static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    /// <summary>The head of an entry that is as long as it says, with one output that fills it.</summary>
    private static byte[] Head(long length, long? storedLength = null)
    {
        var output = new EntryOutput("text", BodyCodec.Raw, 0, 0, default);
        var blockLength = UnsignedEntry.Block(new EntryMetadata(Key, SomeProvenance, [output])).Length;
        var body = storedLength ?? length - EntryPrefix.Length - blockLength;
        var block = UnsignedEntry.Block(new EntryMetadata(Key, SomeProvenance, [output with { RawLength = body, StoredLength = body }]));
        var head = new byte[EntryPrefix.Length + block.Length];
        new EntryPrefix(EntryFormat.Version, Flags: 0, block.Length, length, default).CopyTo(head);
        block.CopyTo(head, EntryPrefix.Length);
        return head;
    }

    private static void Sparse(string path, long length, byte[] head)
    {
        using var file = File.Open(path, FileMode.Create);
        file.Write(head);
        file.SetLength(length);
    }

    /// <summary>A head and a hole behind it, which counts what is read of it.</summary>
    private sealed class SparseEntry(byte[] head, long length) : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            count = (int)Math.Min(count, length - Position);
            for (var i = 0; i < count; i++)
            {
                buffer[offset + i] = Position + i < head.Length ? head[Position + i] : (byte)0;
            }

            Position += count;
            BytesRead += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
