namespace PdfTract.Cache.Tests.Outputs;

/// <summary>Hits into memory: what <see cref="ExtractionCache.Read"/> promises beside what it shares with a restore.</summary>
internal sealed class ReadTests : CacheFixture
{
    private readonly OutputBuffer _text = new("text"), _json = new("json");

    [OneTimeTearDown]
    public void DisposeBuffers()
    {
        _text.Dispose();
        _json.Dispose();
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(EntryFormat.MaxRawLength)]
    [TestCase(EntryFormat.MaxRawLength + 1)]
    [TestCase(200_000)]
    [TestCase(EntryFormat.MaxWholeLength)]
    [TestCase(EntryFormat.MaxWholeLength + 1)]
    public void What_was_stored_is_read_to_the_byte_whatever_the_buffers_held_before(int length)
    {
        var random = new byte[length];
        new Random(length).NextBytes(random);
        foreach (var bytes in new[] { Compressible(length, seed: length), random, Text })
        {
            Store(text: bytes);

            var result = Read();

            Assert.Multiple(() =>
            {
                Assert.That((result.Reason, result.Written), Is.EqualTo((MissReason.None, 2)));
                Assert.That(result.Provenance, Is.EqualTo(SomeProvenance));
                Assert.That(_text.Bytes.Span.SequenceEqual(bytes), Is.True);
                Assert.That(_json.Bytes.Span.SequenceEqual(Json), Is.True);
            });
        }
    }

    [Test]
    public void After_a_miss_the_buffers_are_empty()
    {
        Store();
        Read();

        var result = Read(key: KeyOf("nobody's"));

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Absent));
            Assert.That((_text.Bytes.Length, _json.Bytes.Length), Is.EqualTo((0, 0)));
        });
    }

    [Test]
    [Category("H14")]
    public void H14_a_damaged_entry_leaves_the_buffers_empty_and_goes()
    {
        Store();
        Read();
        File.WriteAllBytes(EntryPath, EntryDamage.FlipBit(File.ReadAllBytes(EntryPath), 8 * 1000));

        var result = Read();

        Assert.Multiple(() =>
        {
            Assert.That((result.Reason, result.CorruptRemoved), Is.EqualTo((MissReason.Corrupt, true)));
            Assert.That((_text.Bytes.Length, _json.Bytes.Length), Is.EqualTo((0, 0)));
        });
    }

    /// <summary>The entry's checksum is right and only one output's own is not: the other output is whole, and yet there is none.</summary>
    [Test]
    [Category("H14")]
    public void H14_an_output_that_is_not_what_a_sealed_entry_says_of_it_empties_all_buffers(
        [Values(3_000, 30_000, EntryFormat.MaxWholeLength + 1)] int length, [Values("text", "json")] string spoiled)
    {
        Store(text: Compressible(length, seed: 5));
        var bytes = File.ReadAllBytes(EntryPath);
        var metadata = Fuzz.EntryImage.Peek(bytes)!;
        var outputs = metadata.Outputs.Select(output => output.Kind == spoiled ? output with { RawChecksum = new Checksum128(1, 2) } : output);
        UnsignedEntry.Block(metadata with { Outputs = [.. outputs] }).CopyTo(bytes, EntryPrefix.Length);
        Fuzz.EntrySeal.Apply(bytes);
        File.WriteAllBytes(EntryPath, bytes);

        var result = Read();

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Corrupt));
            Assert.That((_text.Bytes.Length, _json.Bytes.Length), Is.EqualTo((0, 0)));
        });
    }

    [Test]
    [Category("H40")]
    public void H40_a_read_touches_as_a_restore_does()
    {
        Store();
        var old = DateTime.UtcNow.AddHours(-2);
        File.SetLastWriteTimeUtc(EntryPath, old);

        Read();

        Assert.That(File.GetLastWriteTimeUtc(EntryPath), Is.GreaterThan(old.AddHours(1)));
    }

    [Test]
    public void Buffers_that_are_warm_take_a_hit_without_allocating_for_its_bytes()
    {
        Store(text: Compressible(1_000_000, seed: 6));
        using var cache = Open();
        Read(cache);
        Read(cache);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Read(cache);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000));
    }

    [Test]
    public void A_buffer_that_was_disposed_of_is_empty_and_can_be_used_again()
    {
        Store();
        Read();
        _text.Dispose();
        Assert.That(_text.Bytes.Length, Is.Zero);

        Assert.That(Read().IsHit, Is.True);
        Assert.That(_text.Bytes.ToArray(), Is.EqualTo(Text));
    }

    private RestoreResult Read(ExtractionCache? cache = null, CacheKey? key = null)
    {
        using var own = cache is null ? Open() : null;
        return (cache ?? own!).Read(key ?? Key, [_text, _json]);
    }
}
