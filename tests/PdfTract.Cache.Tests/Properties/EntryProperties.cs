using System.Text;
using CsCheck;
using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests;

internal sealed class EntryProperties
{
    [Test]
    [Category("H14")]
    public void Any_outputs_come_back_with_the_same_bytes_and_the_same_metadata() =>
        Gen.Select(Arbitrary.Key, Arbitrary.Provenance, Arbitrary.Outputs).Sample(
            (key, provenance, outputs) =>
            {
                var entry = EntryImage.Write(key, provenance, outputs);

                var lookup = EntryImage.Read(entry, key, [.. outputs.Select(output => output.Kind).Reverse()]);

                using var reader = lookup.Reader;
                Property.That(lookup.Reason, Is.EqualTo(MissReason.None), "a hit");
                Property.That(reader!.Metadata.Key, Is.EqualTo(key), "key");
                Property.That(reader.Metadata.Provenance, Is.EqualTo(AsStored(provenance)), "provenance");
                Property.That(reader.Metadata.Outputs.Select(output => output.Kind), Is.EqualTo(outputs.Select(output => output.Kind)), "kinds");
                Property.That(Copies(reader).Zip(outputs).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second.Bytes)), Is.True, "bytes");
            },
            iter: 150,
            print: Print);

    [Test]
    [Category("H16")]
    public void H16_a_sealed_entry_with_bytes_changed_anywhere_is_read_as_what_it_states_or_not_at_all() =>
        Gen.Select(Arbitrary.Outputs, Gen.Select(Gen.Double.Unit, Gen.Byte).Array[1, 4]).Sample(
            (outputs, changes) =>
            {
                var entry = SampleEntries.Entry(outputs);
                foreach (var (at, value) in changes)
                {
                    var place = (int)(at * entry.Length);
                    entry[place] = entry[place] == value ? (byte)~value : value;
                }

                EntryTarget.Run(entry);
            },
            iter: 150,
            print: input => $"{input.Item1.Count} outputs, {Check.Print(input.Item2)}");

    [Test]
    public void Metadata_reads_back_what_was_written() =>
        Metadata.Sample(
            metadata =>
            {
                var read = EntryMetadataCodec.TryRead(EntryMetadataCodec.Write(metadata), BodiesLength(metadata), out var other);

                Property.That(read, Is.True, "it can be read");
                Property.That(other!.Key, Is.EqualTo(metadata.Key), "key");
                Property.That(other.Provenance, Is.EqualTo(AsStored(metadata.Provenance)), "provenance");
                Property.That(other.Outputs, Is.EqualTo(metadata.Outputs), "outputs");
            },
            iter: 1_000);

    [Test]
    public void Metadata_has_the_same_length_whatever_the_bodies_lengths_and_checksums() =>
        Metadata.Sample(
            metadata =>
            {
                var unknown = metadata with { Outputs = [.. metadata.Outputs.Select(output => new EntryOutput(output.Kind, BodyCodec.Raw, 0, 0, default))] };
                return EntryMetadataCodec.Write(unknown).Length == EntryMetadataCodec.Write(metadata).Length
                    && EntryMetadataCodec.Write(metadata).Length <= EntryFormat.MaxMetadataLength;
            },
            iter: 300);

    [Test]
    [Category("H16")]
    public void H16_a_block_of_arbitrary_bytes_is_refused_without_an_exception() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Long).Sample(
            (block, bodiesLength) => !EntryMetadataCodec.TryRead(block, bodiesLength, out var metadata) && metadata is null,
            iter: 5_000);

    [Test]
    [Category("H16")]
    [Category("H25")]
    public void H16_H25_a_changed_block_is_refused_or_keeps_every_rule_of_the_format() =>
        Gen.Select(Metadata, Gen.Select(Gen.Double.Unit, Gen.Byte).Array[1, 3], Gen.Int[-1, 1]).Sample(
            (metadata, changes, longer) =>
            {
                var block = EntryMetadataCodec.Write(metadata);
                foreach (var (at, value) in changes)
                {
                    block[(int)(at * block.Length)] = value;
                }

                var bodiesLength = BodiesLength(metadata) + longer;
                if (EntryMetadataCodec.TryRead(block, bodiesLength, out var read))
                {
                    Property.That(read!.Outputs.All(output => output.RawLength >= 0 && output.StoredLength >= 0), Is.True, "no negative length");
                    Property.That(BodiesLength(read), Is.EqualTo(bodiesLength), "the bodies fill the file");
                    Property.That(read.Outputs.Select(output => output.Kind), Is.Unique.And.All.Matches<string>(OutputKind.IsValid), "kinds");
                }
            },
            iter: 5_000);

    private static readonly Gen<EntryOutput> Output = Gen.Select(
        Arbitrary.Kind, Gen.Bool, Gen.Long[0, long.MaxValue / 128], Gen.Long[0, long.MaxValue / 128], Gen.ULong, Gen.ULong,
        (kind, isRaw, rawLength, storedLength, high, low) => new EntryOutput(
            kind, isRaw ? BodyCodec.Raw : BodyCodec.Zstd, isRaw || rawLength / EntryFormat.MaxRatio > storedLength ? storedLength : rawLength, storedLength, new Checksum128(high, low)));

    private static readonly Gen<EntryMetadata> Metadata = Gen.Select(
        Arbitrary.Key, Arbitrary.Provenance, Output.Array[0, EntryFormat.MaxOutputs],
        (key, provenance, outputs) => new EntryMetadata(key, provenance, [.. outputs.DistinctBy(output => output.Kind)]));

    private static long BodiesLength(EntryMetadata metadata) => metadata.Outputs.Sum(output => output.StoredLength);

    private static IEnumerable<byte[]> Copies(EntryReader reader)
    {
        using var codecs = new ZstdCodecs();
        foreach (var output in reader.Metadata.Outputs)
        {
            using var copy = new MemoryStream();
            reader.CopyTo(output, copy, codecs, default);
            yield return copy.ToArray();
        }
    }

    /// <summary>Host and version are cut to what fits, between two characters.</summary>
    private static Provenance AsStored(Provenance provenance) =>
        provenance with { Host = Cut(provenance.Host), ToolVersion = Cut(provenance.ToolVersion) };

    private static string Cut(string text)
    {
        var cut = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes().TakeWhile(rune => (bytes += rune.Utf8SequenceLength) <= EntryFormat.MaxTextBytes))
        {
            cut.Append(rune);
        }

        return cut.ToString();
    }

    private static string Print((CacheKey Key, Provenance Provenance, IReadOnlyList<SampleOutput> Outputs) input) =>
        $"{input.Key}, {input.Provenance}, {string.Join(", ", input.Outputs.Select(output => $"{output.Kind}: {output.Bytes.Length} bytes"))}";
}
