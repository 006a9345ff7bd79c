namespace PdfTract.Cache;

/// <summary>What stands under an entry's name just before it is replaced, as far as its header tells. A look, not a verification, unless it claims a newer format.</summary>
/// <param name="IsNewerFormat">A format that this version does not know.</param>
/// <param name="Metadata">What an entry of the same key says of itself; null when there is none.</param>
internal readonly record struct StandingEntry(bool IsNewerFormat, EntryMetadata? Metadata)
{
    public static StandingEntry Look(string path, CacheKey key)
    {
        try
        {
            using var opened = OpenFile.Unlinked(path);
            if (opened is not { } file)
            {
                return default;
            }

            var header = new byte[EntryPrefix.Length];
            if (file.Content.ReadUpTo(header, 0, header.Length) < header.Length
                || !EntryPrefix.TryRead(header, out var prefix)
                || prefix.TotalLength != file.Stamp.Length)
            {
                return default;
            }

            if (prefix.Version > EntryFormat.Version || prefix.Flags != 0)
            {
                // Only if it is whole: a flipped bit of the version must keep no store out. The prefix and the checksum are the same in all formats.
                file.Content.Position = 0;
                return new StandingEntry(EntryReader.Read(file.Content, key, [], signingKey: null, CancellationToken.None).Reason == MissReason.NewerFormat, null);
            }

            var bytes = new byte[prefix.MetadataLength];
            return file.Content.ReadUpTo(bytes, 0, bytes.Length) == bytes.Length
                && MetadataBlock.TryParse(bytes, out var block)
                && EntryMetadataCodec.TryRead(block.Statement, prefix.TotalLength - EntryPrefix.Length - bytes.Length, out var metadata)
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
