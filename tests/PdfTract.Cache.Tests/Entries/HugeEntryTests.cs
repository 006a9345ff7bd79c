using System.IO.Hashing;

namespace PdfTract.Cache.Tests.Entries;

/// <summary>Lengths and offsets beyond 32 bits. The file is sparse: it takes no room, and reads as zeros.</summary>
[Category("H17")]
internal sealed class HugeEntryTests : CacheFixture
{
    private static readonly byte[] Tail = "the bytes behind the huge output"u8.ToArray();

    [TestCase((2L << 30) + 1)]
    [TestCase((4L << 30) + 1)]
    public void H17_an_entry_of_gigabytes_is_verified_and_read_to_its_end_in_flat_memory(long length)
    {
        using var entry = Forge(length, out var huge, out var tail);
        using var codecs = new ZstdCodecs();
        using var hugeSink = new CountingSink();
        using var tailSink = new MemoryStream();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var lookup = EntryReader.Read(entry, Key, ["text", "json"], signingKey: null, default);
        Assert.That(lookup.Reason, Is.EqualTo(MissReason.None), lookup.Detail);
        using var reader = lookup.Reader!;
        reader.CopyTo(reader.Metadata.Outputs[0], hugeSink, codecs, default);
        reader.CopyTo(reader.Metadata.Outputs[1], tailSink, codecs, default);

        Assert.Multiple(() =>
        {
            Assert.That(hugeSink.Length, Is.EqualTo(length));
            Assert.That(tailSink.ToArray(), Is.EqualTo(Tail), "what lies behind gigabytes");
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 * 1024 * 1024));
        });
    }

    [Test]
    public void H17_one_flipped_bit_behind_four_gigabytes_is_found()
    {
        using var entry = Forge((4L << 30) + 1, out _, out _);
        entry.Position = entry.Length - 1;
        entry.WriteByte((byte)(Tail[^1] ^ 1));
        entry.Position = 0;

        Assert.That(EntryReader.Read(entry, Key, ["text", "json"], signingKey: null, default).Reason, Is.EqualTo(MissReason.Corrupt));
    }

    private FileStream Forge(long length, out EntryOutput huge, out EntryOutput tail)
    {
        huge = new EntryOutput("text", BodyCodec.Raw, length, length, ChecksumOfZeros(length));
        tail = new EntryOutput("json", BodyCodec.Raw, Tail.Length, Tail.Length, Checksum(hash => hash.Append(Tail)));
        var block = UnsignedEntry.Block(new EntryMetadata(Key, SomeProvenance, [huge, tail]));
        var prefix = new EntryPrefix(EntryFormat.Version, Flags: 0, block.Length, EntryPrefix.Length + block.Length + length + Tail.Length, default);
        var header = new byte[EntryPrefix.Length];
        prefix.CopyTo(header);
        (prefix with
        {
            Checksum = Checksum(hash =>
            {
                AppendZeros(hash, length);
                hash.Append(Tail);
                hash.Append(block);
                hash.Append(header.AsSpan(0, EntryPrefix.CheckedLength));
            }),
        }).CopyTo(header);

        var file = new FileStream(Folder["huge"], FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        file.Write(header);
        file.Write(block);
        file.Seek(length, SeekOrigin.Current);
        file.Write(Tail);
        file.Position = 0;
        return file;
    }

    private static Checksum128 ChecksumOfZeros(long length) => Checksum(hash => AppendZeros(hash, length));

    private static Checksum128 Checksum(Action<XxHash128> append)
    {
        var hash = new XxHash128();
        append(hash);
        return Checksum128.Of(hash);
    }

    private static void AppendZeros(XxHash128 hash, long length)
    {
        var zeros = new byte[1024 * 1024];
        for (var left = length; left > 0; left -= zeros.Length)
        {
            hash.Append(zeros.AsSpan(0, (int)Math.Min(left, zeros.Length)));
        }
    }

    private sealed class CountingSink : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => _length += count;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
