namespace PdfTract.Cache;

/// <summary>What stands under an entry's name just before it is replaced, as far as its header tells. A look, not a verification.</summary>
/// <param name="IsNewerFormat">A format that this version does not know.</param>
/// <param name="Metadata">What an entry of the same key says of itself; null when there is none.</param>
internal readonly record struct StandingEntry(bool IsNewerFormat, EntryMetadata? Metadata)
{
    public static StandingEntry Look(string path, CacheKey key)
    {
        try
        {
            if (!(UnlinkedFile.Length(path) >= EntryPrefix.Length))
            {
                return default;
            }

            using var file = SharedFile.OpenRead(path);
            var header = new byte[EntryPrefix.Length];
            if (file.ReadUpTo(header, 0, header.Length) < header.Length
                || !EntryPrefix.TryRead(header, out var prefix)
                || prefix.TotalLength != file.Length)
            {
                return default;
            }

            if (prefix.Version > EntryFormat.Version || prefix.Flags != 0)
            {
                return new StandingEntry(IsNewerFormat: true, null);
            }

            var block = new byte[prefix.MetadataLength];
            return file.ReadUpTo(block, 0, block.Length) == block.Length
                && MetadataBlock.Parse(block) is { } parts
                && EntryMetadataCodec.TryRead(parts.Statement, prefix.TotalLength - EntryPrefix.Length - block.Length, out var metadata)
                && metadata!.Key == key
                ? new StandingEntry(IsNewerFormat: false, metadata)
                : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whatever it is, the rename will tell.
            return default;
        }
    }
}
