using System.Security.Cryptography;

namespace PdfTract.Cache.Fuzz;

/// <summary>
/// What is fuzzed: the entry reader, from bytes to outputs. An input is read as it stands and once more with its length and
/// checksum made right, so that the parser and the decompressor behind the checksum are reached.
/// </summary>
/// <remarks>
/// Allowed are a miss, an <see cref="InvalidDataException"/> while an output is copied, and a hit whose outputs have the
/// stated lengths and checksums; an unsealed hit has to be one of the samples as well. Everything else is thrown. Memory is
/// bounded, and afterwards the codecs still read a good entry: a bad body may not spoil the pool for the next one.
/// </remarks>
internal static class EntryTarget
{
    /// <summary>What is held whole, with its buffers, several times over; and never what an entry merely states.</summary>
    private const long MaxAllocated = 4L * EntryFormat.MaxWholeLength;

    /// <summary>Nobody has it, so whatever is a hit with it is forged (H45).</summary>
    private static readonly SigningKey Secret = new(RandomNumberGenerator.GetBytes(32));

    private static readonly byte[] Good = SampleEntries.Entry(SampleEntries.RawAndCompressed);

    private static readonly HashSet<(string Kind, Checksum128 Checksum)> Known =
        [.. new[] { SampleEntries.OneOutput, SampleEntries.ManyOutputs, SampleEntries.EmptyOutput, SampleEntries.RawAndCompressed, SampleEntries.Zeros }
            .SelectMany(outputs => EntryImage.Peek(SampleEntries.Entry(outputs))!.Outputs)
            .Select(output => (output.Kind, output.RawChecksum))];

    /// <exception cref="UnexpectedReadException">The reader broke one of the promises above; any other exception says the same.</exception>
    public static EntryVerdict Run(byte[] input)
    {
        using var codecs = new ZstdCodecs();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var stated = EntryImage.Peek(input);
        var asItStands = Read(input, SampleEntries.Key, KindsOf(stated), codecs, mustBeKnown: true);
        var sealedReason = input.Length < EntryPrefix.Length ? (MissReason?)null : ReadSealed(input, codecs);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before - (2 * input.Length);
        if (allocated > MaxAllocated)
        {
            throw new UnexpectedReadException($"{allocated} bytes were allocated for an entry of {input.Length}.");
        }

        if (Read(Good, SampleEntries.Key, KindsOf(EntryImage.Peek(Good)), codecs, mustBeKnown: true) != MissReason.None)
        {
            throw new UnexpectedReadException("A good entry is a miss after this one.");
        }

        return new EntryVerdict(asItStands, sealedReason);
    }

    private static MissReason ReadSealed(byte[] input, ZstdCodecs codecs)
    {
        var bytes = (byte[])input.Clone();
        EntrySeal.Apply(bytes);
        var stated = EntryImage.Peek(bytes);
        if (EntryImage.Read(bytes, stated?.Key ?? SampleEntries.Key, KindsOf(stated), Secret).Reader is not null)
        {
            throw new UnexpectedReadException("It counts as signed with a key that nobody has.");
        }

        return Read(bytes, stated?.Key ?? SampleEntries.Key, KindsOf(stated), codecs, mustBeKnown: false);
    }

    private static MissReason Read(byte[] bytes, CacheKey key, string[] kinds, ZstdCodecs codecs, bool mustBeKnown)
    {
        var lookup = EntryImage.Read(bytes, key, kinds);
        using var reader = lookup.Reader;
        if (reader is null != (lookup.Reason != MissReason.None))
        {
            throw new UnexpectedReadException($"The reason is {lookup.Reason}.");
        }

        try
        {
            foreach (var output in reader?.Metadata.Outputs ?? [])
            {
                Copy(reader!, output, codecs, mustBeKnown);
            }

            return lookup.Reason;
        }
        catch (InvalidDataException)
        {
            return MissReason.Corrupt;
        }
    }

    private static void Copy(EntryReader reader, EntryOutput output, ZstdCodecs codecs, bool mustBeKnown)
    {
        using var sink = new BoundedSink(output.RawLength);
        try
        {
            reader.CopyTo(output, sink, codecs, default);
        }
        catch (SinkFullException)
        {
            return;
        }

        if (sink.Length != output.RawLength || sink.Checksum != output.RawChecksum)
        {
            throw new UnexpectedReadException($"The output '{output.Kind}' is not what the entry states.");
        }

        if (mustBeKnown && !Known.Contains((output.Kind, sink.Checksum)))
        {
            throw new UnexpectedReadException($"The output '{output.Kind}' was never stored.");
        }
    }

    private static string[] KindsOf(EntryMetadata? metadata) => [.. metadata?.Outputs.Select(output => output.Kind) ?? ["text"]];
}
