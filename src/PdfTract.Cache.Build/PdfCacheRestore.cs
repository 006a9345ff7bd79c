using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Extracting;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Parsing;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Build.Sessions;
using PdfTract.Cache.Fingerprints;
using PdfTract.Cache.Sessions;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Build;

/// <summary>
/// Looks every document up and puts what is stored where the project wants it. What is not there comes out as
/// <see cref="Missing"/>, with the key under which the result is to be stored.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfCacheRestore : CacheTask
{
    /// <summary>One item an output: <c>@(PdfExtraction)</c>, with <c>Document</c>, <c>Link</c>, <c>Kind</c>, <c>ExtractOptions</c> and <c>ExtractSecrets</c>.</summary>
    [Required]
    public ITaskItem[] Extractions { get; set; } = [];

    /// <summary>
    /// Those of <see cref="Extractions"/> that are to be looked at. The others hold their bytes, and count as restored. Empty: all are looked at.
    /// </summary>
    public ITaskItem[] Due { get; set; } = [];

    /// <summary>
    /// Those in whose places files stand that no build made. Their document is restored if each of these files holds its bytes already; otherwise that is
    /// an error, and nothing is written.
    /// </summary>
    public ITaskItem[] Foreign { get; set; } = [];

    /// <summary>The extractor's id: part of the key.</summary>
    [Required]
    public string Extractor { get; set; } = "";

    /// <summary>The extractor's version: part of the key.</summary>
    [Required]
    public string ExtractorVersion { get; set; } = "";

    /// <summary>How the extractor is called, the same for all documents: part of the key.</summary>
    public string ExtractorArguments { get; set; } = "";

    /// <summary>The files that are part of <see cref="ExtractorArguments"/>, from <see cref="PdfExtractorIdentity"/>: what is extracted while one of them changes is not stored.</summary>
    public ITaskItem[] KeyFiles { get; set; } = [];

    /// <summary><c>true</c>: ignore what is stored and store anew. The property <c>PdfCacheRefresh</c>.</summary>
    public string? Refresh { get; set; }

    /// <summary>
    /// How long the build waits at most for documents that other nodes and builds are extracting, such as <c>10m</c>; <c>0</c>: never. The property
    /// <c>PdfCacheWait</c>.
    /// </summary>
    public string? Wait { get; set; }

    /// <summary>
    /// A file of the project's own in which the fingerprints of its documents are remembered for its next build. None: every document
    /// is hashed in every run. On Linux alone: elsewhere nothing says cheaply enough that a file is as it was.
    /// </summary>
    public ITaskItem? FingerprintMemo { get; set; }

    /// <summary>All outputs, in the order of <see cref="Extractions"/>, with <c>FromCache</c> (<c>true</c>: it holds its bytes now) and <c>CacheKey</c> of those looked at.</summary>
    [Output]
    public ITaskItem[] Results { get; private set; } = [];

    /// <summary>Those of the results that have to be extracted.</summary>
    [Output]
    public ITaskItem[] Missing { get; private set; } = [];

    /// <summary>How many documents were looked at, each counted once for each place that it is extracted to.</summary>
    [Output]
    public int DocumentCount { get; private set; }

    /// <summary>How many of them were restored.</summary>
    [Output]
    public int HitCount { get; private set; }

    /// <summary>
    /// What an extractor's task takes the missing documents from, one at a time, so that nodes and builds that miss the same ones share
    /// the work. Empty when nothing is missing, and with <c>ReadOnly</c> or <see cref="Refresh"/>.
    /// </summary>
    [Output]
    public string Session { get; private set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        ProcessObjects.Prepare(BuildEngine);
        var settings = ReadSettings();
        var read = new PropertyReader(LogError);
        settings = settings with { Wait = read.Wait("PdfCacheWait", Wait, absent: settings.Wait) };
        var refresh = read.Boolean("PdfCacheRefresh", Refresh, absent: false);
        var isUsable = read.Text("PdfExtractor", Extractor) & read.Text("PdfExtractorVersion", ExtractorVersion) & read.Text("PdfExtractorArguments", ExtractorArguments);
        var documents = DocumentPlan.Create(Due.Length == 0 ? Extractions : Due, LogError);
        var check = new DocumentCheck(LogError);
        check.CheckKinds(documents);
        check.CheckDocuments(documents);
        check.CheckAgainstCache(documents, CacheRoot);
        var secrets = DocumentSecrets.Read(documents, LogError);
        if (Log.HasLoggedErrors || !isUsable)
        {
            return;
        }

        var memoFile = FingerprintMemo?.GetMetadata("FullPath");
        RemoveStaleTemps(documents, memoFile);
        var lookups = new DocumentLookup[documents.Count];
        var keys = new DocumentKeys(Extractor, ExtractorVersion, ExtractorArguments, secrets, new KeyFiles(ProjectFolder, KeyFiles.Select(KeyFile.Of)));
        var memo = memoFile is null ? null : Fingerprints.FingerprintMemo.Open(memoFile, forget: refresh);
        using (var cache = new ExtractionCache(settings))
        {
            var restorer = new DocumentRestorer(cache, keys, memo, refresh, new HashSet<string>(Foreign.Select(item => item.GetMetadata("FullPath")), SystemPath.Comparer));
            GrantedCores.For(BuildEngine, documents.Count, i => lookups[i] = restorer.Restore(documents[i], cancellationToken), cancellationToken);
        }

        KeepInMemo(memo);
        memo?.Save();
        LogDetail($"{memo?.Remembered ?? 0} of {documents.Count} fingerprints were remembered.");
        foreach (var lookup in lookups)
        {
            Report(lookup);
        }

        DocumentCount = lookups.Length;
        HitCount = lookups.Count(lookup => lookup.IsHit);
        SetResults(lookups);
        if (Missing.Length > 0 && !settings.ReadOnly && !refresh && !Log.HasLoggedErrors)
        {
            Session = ExtractionSession.Leave(BuildEngine, new ExtractionSession(settings, keys, ToolVersion, Budget()));
        }
    }

    /// <summary>All projects that this process builds share it: however many of them wait, the build as a whole is not held up for longer.</summary>
    private WaitBudget Budget() => (WaitBudget)ProcessObjects.Share(BuildEngine4, "budget of waiting", () => new WaitBudget());

    /// <summary>What was not looked at is as it was, and will be remembered when it is looked at again.</summary>
    private void KeepInMemo(FingerprintMemo? memo)
    {
        foreach (var item in Due.Length == 0 ? [] : Extractions)
        {
            memo?.Keep(item.GetMetadata(ItemMetadata.Document));
        }
    }

    private static void RemoveStaleTemps(IReadOnlyList<PlannedDocument> documents, string? memoFile)
    {
        var files = documents.SelectMany(document => document.Outputs).Select(output => output.Path);
        var folders = (memoFile is null ? files : files.Append(memoFile)).Select(file => Path.GetDirectoryName(file)!);
        foreach (var folder in folders.Distinct(SystemPath.Comparer))
        {
            OutputTemps.RemoveStale(folder);
        }
    }

    private void SetResults(DocumentLookup[] lookups)
    {
        var lookupOf = new Dictionary<string, DocumentLookup>(SystemPath.Comparer);
        foreach (var lookup in lookups)
        {
            foreach (var output in lookup.Document.Outputs)
            {
                lookupOf.Add(output.Path, lookup);
            }
        }

        // In the order that they came in, each once: what embeds them must not see another order on a warm build than on a cold one.
        var seen = new HashSet<string>(SystemPath.Comparer);
        var results = new List<ITaskItem>(Extractions.Length);
        var missing = new List<ITaskItem>();
        foreach (var item in Extractions)
        {
            var path = item.GetMetadata("FullPath");
            if (!seen.Add(path))
            {
                continue;
            }

            lookupOf.TryGetValue(path, out var lookup);
            var result = Result(item, lookup);
            results.Add(result);
            if (lookup is { IsHit: false })
            {
                missing.Add(result);
            }
        }

        Results = [.. results];
        Missing = [.. missing];
    }

    /// <param name="item">The output.</param>
    /// <param name="lookup">Of its document; null when it was not looked at.</param>
    private static TaskItem Result(ITaskItem item, DocumentLookup? lookup)
    {
        var result = new TaskItem(item);
        result.SetMetadata(ItemMetadata.FromCache, lookup is null or { IsHit: true } ? "true" : "false");
        result.SetMetadata(ItemMetadata.CacheKey, lookup?.Key?.ToString() ?? "");
        return result;
    }
}
