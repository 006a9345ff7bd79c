namespace PdfTract.Cache.Fuzz;

/// <summary>Entries as bytes in memory, by the program's own writer and reader.</summary>
internal static class EntryImage
{
    /// <summary>Where a metadata block's length stands in the prefix.</summary>
    public const int MetadataLengthOffset = 12;

    /// <summary>The entry that a store of these outputs writes.</summary>
    public static byte[] Write(CacheKey key, Provenance provenance, IReadOnlyList<SampleOutput> outputs)
    {
        var folder = Directory.CreateTempSubdirectory("pdfc-entry-");
        try
        {
            foreach (var output in outputs)
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, output.Kind), output.Bytes);
            }

            using var codecs = new ZstdCodecs();
            using var entry = new MemoryStream();
            var files = outputs.Select(output => new OutputFile(output.Kind, Path.Combine(folder.FullName, output.Kind)));
            new EntryWriter(codecs, signingKey: null).Write(entry, key, provenance, [.. files], default);
            return entry.ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Verifies an entry. The bytes stay the caller's and are not copied.</summary>
    public static EntryLookup Read(byte[] bytes, int length, CacheKey key, IReadOnlyCollection<string> kinds, SigningKey? signingKey = null) =>
        EntryReader.Read(new MemoryStream(bytes, 0, length, writable: false), key, kinds, signingKey, default);

    /// <inheritdoc cref="Read(byte[], int, CacheKey, IReadOnlyCollection{string}, SigningKey)"/>
    public static EntryLookup Read(byte[] bytes, CacheKey key, IReadOnlyCollection<string> kinds, SigningKey? signingKey = null) =>
        Read(bytes, bytes.Length, key, kinds, signingKey);

    /// <summary>What the bytes say of themselves, whether their checksum is right or not; null when they make no sense.</summary>
    public static EntryMetadata? Peek(byte[] bytes)
    {
        if (!EntryPrefix.TryRead(bytes, out var prefix) || prefix.MetadataLength > bytes.Length - EntryPrefix.Length)
        {
            return null;
        }

        var bodies = EntryPrefix.Length + prefix.MetadataLength;
        return MetadataBlock.TryParse(bytes.AsSpan()[EntryPrefix.Length..bodies], out var block)
            && EntryMetadataCodec.TryRead(block.Statement, bytes.Length - bodies, out var metadata)
            ? metadata
            : null;
    }
}
