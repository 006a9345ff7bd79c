namespace PdfTract.Cache.Build.Documents;

/// <summary>The metadata that an extraction's item carries on its way through the targets.</summary>
internal static class ItemMetadata
{
    /// <summary>The full path of the PDF that the output comes from.</summary>
    public const string Document = "Document";

    /// <summary>
    /// The output's place relative to all outputs: <c>people/holidays.txt</c>, whatever folder they are in. By this name, because every item type
    /// that an output becomes goes there by itself, and goes elsewhere when its own Link says so.
    /// </summary>
    public const string Link = "Link";

    /// <summary>Of a document that has no <see cref="Link"/>: what stands in front of the part of its path that a wildcard found.</summary>
    public const string LinkBase = "LinkBase";

    /// <summary>The output kind.</summary>
    public const string Kind = "Kind";

    /// <summary>Options of this document alone; part of its key.</summary>
    public const string ExtractOptions = "ExtractOptions";

    /// <summary>Where the secrets of this document are, never what they are: see <see cref="Secrets.SecretReference"/>. The values are part of its key.</summary>
    public const string ExtractSecrets = "ExtractSecrets";

    /// <summary><c>true</c> when the output was restored, <c>false</c> when it was extracted.</summary>
    public const string FromCache = "FromCache";

    /// <summary>The cache key of a miss, handed from the restore to the store.</summary>
    public const string CacheKey = "CacheKey";

    /// <summary>How long the extraction of the document took, in milliseconds; handed from the extractor to the store.</summary>
    public const string ExtractionMilliseconds = "ExtractionMilliseconds";

    /// <summary>
    /// What an output says of itself. A document that was made from another item has that one's metadata, and must not be taken for it: none of these
    /// goes from a document to its outputs.
    /// </summary>
    private static readonly HashSet<string> OfOutputs = new(StringComparer.OrdinalIgnoreCase)
    {
        Document, Link, LinkBase, Kind, ExtractOptions, ExtractSecrets, FromCache, CacheKey, ExtractionMilliseconds, "TargetPath", "OriginalItemSpec",
    };

    public static bool IsOfOutputs(string name) => OfOutputs.Contains(name);
}
