namespace PdfTract.Cache.Fuzz;

/// <summary>What fuzzing begins with: a small entry of each shape, and damaged ones.</summary>
internal static class Corpus
{
    /// <summary>Writes the files of <c>corpus</c>.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in Files())
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Files()
    {
        var one = SampleEntries.Entry(SampleEntries.OneOutput);
        var mixed = SampleEntries.Entry(SampleEntries.RawAndCompressed);
        yield return ("one-output", one);
        yield return ("raw-and-compressed", mixed);
        yield return ("many-outputs", SampleEntries.Entry(SampleEntries.ManyOutputs));
        yield return ("empty-output", SampleEntries.Entry(SampleEntries.EmptyOutput));
        yield return ("zeros", SampleEntries.Entry(SampleEntries.Zeros));

        yield return ("empty-file", []);
        yield return ("cut-in-the-prefix", one[..(EntryPrefix.Length - 1)]);
        yield return ("cut-in-the-metadata", one[..(EntryPrefix.Length + 20)]);
        yield return ("cut-in-the-body", one[..^100]);
        yield return ("longer", [.. one, .. new byte[16]]);
        yield return ("newer-format", Changed(one, offset: 8));
        yield return ("flags", Changed(one, offset: 10));
        yield return ("longer-metadata", Changed(mixed, EntryImage.MetadataLengthOffset));
        yield return ("flipped-in-the-metadata", Changed(mixed, EntryPrefix.Length + 70));
        yield return ("flipped-in-the-body", Changed(one, one.Length - 200));
    }

    private static byte[] Changed(byte[] entry, int offset)
    {
        var changed = (byte[])entry.Clone();
        changed[offset] ^= 2;
        return changed;
    }
}
