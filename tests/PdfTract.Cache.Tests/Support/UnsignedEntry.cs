namespace PdfTract.Cache.Tests;

/// <summary>Entries as builds without a signing key write them.</summary>
internal static class UnsignedEntry
{
    /// <summary>What stands between prefix and bodies.</summary>
    public static byte[] Block(EntryMetadata metadata) => new MetadataBlock([], EntryMetadataCodec.Write(metadata)).ToBytes();
}
