using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Extracting;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Parsing;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Build.Sessions;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Settings;
using PdfTract.Cache.Stores;

namespace PdfTract.Cache.Build;

/// <summary>
/// Stores the outputs of finished extractions. Whatever goes wrong costs one coded warning; the outputs are where they
/// belong already, and the build goes on.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfCacheStore : CacheTask
{
    /// <summary>
    /// The outputs of documents that were extracted, with <c>CacheKey</c> from <see cref="PdfCacheRestore"/>. A document
    /// without a key is not stored; one that <see cref="Session"/> took is stored already.
    /// </summary>
    public ITaskItem[] Extractions { get; set; } = [];

    /// <summary>The extractor's id, as <see cref="PdfCacheRestore"/> got it. Only documents with secrets need this and the next two.</summary>
    public string Extractor { get; set; } = "";

    /// <summary>The extractor's version.</summary>
    public string ExtractorVersion { get; set; } = "";

    /// <summary>How the extractor is called.</summary>
    public string ExtractorArguments { get; set; } = "";

    /// <summary>The files that are part of <see cref="ExtractorArguments"/>, from <see cref="PdfExtractorIdentity"/>: what is extracted while one of them changes is not stored.</summary>
    public ITaskItem[] KeyFiles { get; set; } = [];

    /// <summary>The <see cref="PdfCacheRestore.Session"/> of the restore, if there is one. It ends here.</summary>
    public string Session { get; set; } = "";

    /// <summary><c>true</c>: replace what is stored as a whole, with its other output kinds. The property <c>PdfCacheRefresh</c>.</summary>
    public string? Refresh { get; set; }

    /// <summary>
    /// All outputs, as <see cref="PdfCacheRestore"/> gave them. Out: the same, with <c>FromCache</c> = <c>true</c> for those that others
    /// stored after the restore had missed them, and that were restored instead of extracted.
    /// </summary>
    [Output]
    public ITaskItem[] Results { get; set; } = [];

    /// <summary>How many documents were stored.</summary>
    [Output]
    public int StoredCount { get; private set; }

    /// <summary>How many documents were restored after the restore had missed them.</summary>
    [Output]
    public int RestoredCount { get; private set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        using var session = ExtractionSession.Take(BuildEngine, Session);
        session?.Complete(cancellationToken);
        ReportDefects(session?.Defects ?? []);
        ReportRestored(session?.Lookups ?? []);
        var settings = ReadSettings();
        var refresh = new PropertyReader(LogError).Boolean("PdfCacheRefresh", Refresh, absent: false);
        var documents = DocumentPlan.Create(Extractions, LogError);
        new DocumentCheck(LogError).CheckKinds(documents);
        if (Log.HasLoggedErrors || settings.ReadOnly)
        {
            return;
        }

        var stored = session?.Stores ?? [];
        var isStored = new HashSet<string>(stored.Select(store => store.Document.Outputs[0].Path), SystemPath.Comparer);
        var whole = WholeDocuments(documents.Where(document => !isStored.Contains(document.Outputs[0].Path)));
        Report([.. stored, .. Store(settings, refresh, whole, cancellationToken)]);
    }

    private IEnumerable<(PlannedDocument Document, StoreResult? Result)> Store(
        CacheSettings settings, bool refresh, PlannedDocument[] documents, CancellationToken cancellationToken)
    {
        // A secret that is gone by now is no error: the outputs are there.
        var secrets = DocumentSecrets.Read(documents, (_, _, problem) => LogDetail(problem));
        var keys = new DocumentKeys(Extractor, ExtractorVersion, ExtractorArguments, secrets, new KeyFiles(ProjectFolder, KeyFiles.Select(KeyFile.Of)));
        StoreResult?[] results = [];
        GrantedCores.Use(BuildEngine, documents.Length, granted =>
        {
            var cores = granted.Count;
            using var cache = new ExtractionCache(settings with { Cores = cores });
            var storer = new DocumentStorer(cache, keys, secrets, ToolVersion, refresh);
            results = storer.StoreAll(documents, [.. documents.Select(ExtractionMilliseconds)], cores, cancellationToken);
        });
        return documents.Zip(results, (document, result) => (document, result));
    }

    /// <summary>Without those of which a target of one's own has listed a part, or what it has not written (H12): <see cref="PdfExtractDelivery"/> makes errors of them.</summary>
    private PlannedDocument[] WholeDocuments(IEnumerable<PlannedDocument> documents)
    {
        var planned = new Dictionary<string, PlannedDocument>(SystemPath.Comparer);
        foreach (var document in DocumentPlan.Create(Results, (_, _, _) => { }))
        {
            foreach (var output in document.Outputs)
            {
                planned[output.Path] = document;
            }
        }

        var whole = new List<PlannedDocument>();
        foreach (var document in documents)
        {
            if (!planned.TryGetValue(document.Outputs[0].Path, out var all)
                || (all.Outputs.Count == document.Outputs.Count && all.Outputs.All(output => File.Exists(output.Path))))
            {
                whole.Add(document);
            }
            else
            {
                LogDetail($"{document.Path}: not stored, because not all of its outputs were made.");
            }
        }

        return [.. whole];
    }

    private static long ExtractionMilliseconds(PlannedDocument document) =>
        long.TryParse(document.Metadata(ItemMetadata.ExtractionMilliseconds), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : 0;

    /// <summary>The build is not to suffer from them, and they are not to pass for a full disk.</summary>
    private void ReportDefects(IReadOnlyCollection<Exception> defects)
    {
        foreach (var defect in defects)
        {
            LogWarningOnce(DiagnosticCodes.CacheDefect, CacheDirectory.ItemSpec,
                $"Results were not stored, because of a defect of this package: {defect.GetType().Name}: {defect.Message} The build's own files are complete. "
                + "Please report it, with the lines that 'dotnet build -v:diag' prints after it.");
            LogDetail(defect.ToString());
        }
    }

    /// <summary>Corrects what the restore said of documents that others have stored since.</summary>
    private void ReportRestored(IReadOnlyCollection<DocumentLookup> lookups)
    {
        foreach (var lookup in lookups)
        {
            Report(lookup);
        }

        var restored = new HashSet<string>(
            lookups.Where(lookup => lookup.IsHit).SelectMany(lookup => lookup.Document.Outputs).Select(output => output.Path), SystemPath.Comparer);
        RestoredCount = lookups.Count(lookup => lookup.IsHit);
        Results = [.. Results.Select(item => restored.Contains(item.GetMetadata("FullPath")) ? FromCache(item) : item)];
    }

    private static TaskItem FromCache(ITaskItem item)
    {
        var result = new TaskItem(item);
        result.SetMetadata(ItemMetadata.FromCache, "true");
        return result;
    }

    private void Report(IReadOnlyList<(PlannedDocument Document, StoreResult? Result)> stores)
    {
        StoredCount = stores.Count(store => store.Result?.Outcome == StoreOutcome.Stored);
        foreach (var (document, result) in stores)
        {
            LogDetail(() => $"{document.Path}: {Describe(result)}");
        }

        foreach (var failed in stores.Where(store => store.Result is not (null or { Outcome: StoreOutcome.Stored })).GroupBy(store => store.Result!.Outcome))
        {
            var documents = failed.Select(store => store.Document).ToArray();
            Warn(failed.Key, failed.First().Result!.Detail, documents);
        }
    }

    private static string Describe(StoreResult? result) => result switch
    {
        null => "not stored: it has no key, or what stores it has failed.",
        { Outcome: StoreOutcome.Stored, ReplacedDifferent: true } =>
            "stored, over an entry of the same key with other content: the extractor does not give the same bytes twice.",
        { Outcome: StoreOutcome.Stored } stored => $"stored, {stored.StoredBytes} bytes.",
        { } failed => $"not stored: {failed.Outcome}. {failed.Detail}",
    };

    private void Warn(StoreOutcome outcome, string? detail, PlannedDocument[] documents)
    {
        var results = documents.Length == 1 ? "One result was" : $"{documents.Length} results were";
        const string Harmless = "The build's own files are complete; what was not stored is extracted again next time.";
        switch (outcome)
        {
            case StoreOutcome.NotWritable:
                LogWarningOnce(DiagnosticCodes.CacheNotWritable, CacheRoot,
                    $"{results} not stored, because the cache '{CacheRoot}' cannot be written: "
                    + (CacheObstacle.Find(CacheRoot, Keys(documents))
                        ?? detail + " Give this user the right to write there, set PdfCacheDirectory to another folder, or PdfCacheReadOnly to true.")
                    + " " + Harmless);
                break;
            case StoreOutcome.ForeignRoot:
                LogWarningOnce(DiagnosticCodes.StoreIntoForeignRoot, CacheRoot,
                    $"{results} not stored: {detail} PdfCacheDirectory has to name an empty folder, one that does not exist, or a cache. {Harmless}");
                break;
            case StoreOutcome.TooLarge:
                LogWarningOnce(DiagnosticCodes.EntryTooLarge, CacheRoot,
                    $"{results} not stored: {detail} Raise PdfCacheMaxSize to keep such results. {Harmless}");
                break;
            case StoreOutcome.Changed:
                LogWarningOnce(DiagnosticCodes.ChangedMeanwhile, CacheRoot,
                    $"{results} not stored: {detail} Build again once nobody writes to the documents or their outputs.");
                break;
            case StoreOutcome.NewerFormat:
                LogDetail($"{results} not stored: {detail} A newer version of this package shares the cache.");
                break;
            default:
                LogWarningOnce(DiagnosticCodes.StoreFailed, CacheRoot,
                    $"{results} not stored in the cache '{CacheRoot}': {CacheObstacle.Find(CacheRoot, Keys(documents)) ?? detail + " Look for a full disk or a quota."} {Harmless}");
                break;
        }
    }

    private static IEnumerable<CacheKey> Keys(IEnumerable<PlannedDocument> documents)
    {
        foreach (var document in documents)
        {
            if (CacheKey.TryParse(document.Metadata(ItemMetadata.CacheKey), out var key))
            {
                yield return key;
            }
        }
    }
}
