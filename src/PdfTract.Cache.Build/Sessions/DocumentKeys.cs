using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Extracting;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>
/// What, besides its bytes, makes a document's key: the extractor, the document's options and its secrets. Its output kinds are no part of it.
/// Safe for several threads at once.
/// </summary>
/// <param name="extractor">The extractor's id.</param>
/// <param name="extractorVersion">Its version.</param>
/// <param name="extractorArguments">How it is called, the same for all documents.</param>
/// <param name="secrets">The documents' secrets, all of them readable.</param>
/// <param name="files">The files whose content is part of it.</param>
internal sealed class DocumentKeys(string extractor, string extractorVersion, string extractorArguments, DocumentSecrets secrets, KeyFiles files)
{
    private SecretDigests _digests = new();

    /// <summary>The same with secrets that were read anew: what did not change is not digested again.</summary>
    public DocumentKeys With(DocumentSecrets others) => new(extractor, extractorVersion, extractorArguments, others, files) { _digests = _digests };

    /// <summary>Most projects extract all their documents in one way. Replaced as a whole, so that each thread sees one or another.</summary>
    private Known? _last;

    /// <inheritdoc cref="KeyFiles.FindChanged"/>
    public string? FindChangedFile() => files.FindChanged();

    /// <summary>Whether the document's own options name files, whose content is part of its key.</summary>
    /// <inheritdoc cref="OptionsHash" path="/exception"/>
    public bool NamesFiles(PlannedDocument document) => files.Describe(document.Options).Files is not null;

    /// <summary>Half of the document's key.</summary>
    /// <exception cref="IOException">A file that the document's options name cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file that the document's options name may not be read.</exception>
    public Digest256 OptionsHash(PlannedDocument document)
    {
        var known = _last;
        if (known is null || !known.IsFor(document))
        {
            _last = known = new Known(document, Compute(document, secrets.Of(document)!));
        }

        return known.Hash;
    }

    private Digest256 Compute(PlannedDocument document, IReadOnlyList<Secret> ofDocument) => new ExtractionOptions(
        extractor,
        extractorVersion,
        OptionsOf(document),
        ofDocument.Count == 0 ? null : ofDocument.Select(secret => new KeyValuePair<string, Digest256>(secret.Name, _digests.Of(secret)))).ComputeHash();

    private Dictionary<string, string> OptionsOf(PlannedDocument document)
    {
        var (options, named) = files.Describe(document.Options);
        var all = new Dictionary<string, string> { ["arguments"] = extractorArguments, ["document"] = options };
        if (named is not null)
        {
            all.Add("files", named);
        }

        return all;
    }

    /// <summary>The hash of one document, and of all that differ from it in their bytes and places alone.</summary>
    private sealed class Known(PlannedDocument document, Digest256 hash)
    {
        private readonly string _secrets = document.Metadata(ItemMetadata.ExtractSecrets);

        public Digest256 Hash => hash;

        public bool IsFor(PlannedDocument other) =>
            other.Options == document.Options
            && other.Metadata(ItemMetadata.ExtractSecrets) == _secrets;
    }
}
