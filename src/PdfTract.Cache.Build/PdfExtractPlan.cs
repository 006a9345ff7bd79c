using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Parsing;
using PdfTract.Cache.Build.Planning;
using PdfTract.Cache.Build.Records;
using PdfTract.Cache.Build.Sessions;

namespace PdfTract.Cache.Build;

/// <summary>
/// Names every output and says what is due, by the record of the last build. It is the one task that runs on every build; when nothing is due, it is the only
/// one. It writes nothing but the record.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfExtractPlan : PdfTask, IIncrementalTask
{
    /// <summary>The items <c>@(PdfDocument)</c>.</summary>
    public ITaskItem[] Documents { get; set; } = [];

    /// <summary>The output kinds. The property <c>PdfExtractOutputs</c>.</summary>
    public ITaskItem[] OutputKinds { get; set; } = [];

    /// <summary>The folder of results. The property <c>PdfExtractOutputDirectory</c>, with a separator at its end.</summary>
    [Required]
    public ITaskItem OutputDirectory { get; set; } = null!;

    /// <summary>The record of what this project made, in its intermediate folder.</summary>
    [Required]
    public ITaskItem Record { get; set; } = null!;

    /// <summary>The project's file.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary>What is in these is the build's: <c>obj/</c>.</summary>
    public ITaskItem[] IntermediateFolders { get; set; } = [];

    /// <summary>Here builds put what they make: <c>bin/</c>. A wildcard that begins elsewhere finds no documents in them.</summary>
    public ITaskItem[] BuildFolders { get; set; } = [];

    /// <summary>More files that results depend on: <c>@(PdfExtractInput)</c>.</summary>
    public ITaskItem[] Inputs { get; set; } = [];

    /// <summary>Whatever else decides on the results, as <c>name=value</c>: another value makes everything due.</summary>
    public string[] Settings { get; set; } = [];

    /// <summary>For documents without options of their own. The property <c>PdfExtractOptions</c>.</summary>
    public string Options { get; set; } = "";

    /// <summary>For documents without secrets of their own. The property <c>PdfExtractSecrets</c>.</summary>
    public string Secrets { get; set; } = "";

    /// <summary><c>true</c>: everything is due. The property <c>PdfCacheRefresh</c>.</summary>
    public string? Refresh { get; set; }

    /// <summary>Whether the cache is read and written: what <see cref="PdfExtractSettings.CacheEnabled"/> says.</summary>
    public string? CacheEnabled { get; set; }

    /// <summary><c>true</c>: nothing is to be built, and the outputs are those that the last build made. The property <c>NoBuild</c>.</summary>
    public string? NoBuild { get; set; }

    /// <summary>Set by <c>-question</c>: that something is due is an error then, and nothing is written.</summary>
    public bool FailIfNotIncremental { get; set; }

    /// <summary>All outputs, in the order of the documents.</summary>
    [Output]
    public ITaskItem[] Extractions { get; private set; } = [];

    /// <summary>Those of documents that are due.</summary>
    [Output]
    public ITaskItem[] Due { get; private set; } = [];

    /// <summary>Those of them in whose place a file stands that no build made. They may only be restored, and only to the bytes that are there.</summary>
    [Output]
    public ITaskItem[] Foreign { get; private set; } = [];

    /// <summary>Whether anything is to be done, if only that results are to be removed.</summary>
    [Output]
    public bool IsDue { get; private set; }

    /// <summary>Names the record that was written for this build, so that <see cref="PdfExtractRecord"/> completes no other.</summary>
    [Output]
    public string Plan { get; private set; } = "";

    /// <summary>How many documents there are, each counted once for each place that it is extracted to.</summary>
    [Output]
    public int DocumentCount { get; private set; }

    /// <summary>How many of them are due.</summary>
    [Output]
    public int DueCount { get; private set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var project = new ProjectPaths(
            Path.GetDirectoryName(Project.GetMetadata("FullPath"))!, Record.GetMetadata("FullPath"), IntermediateFolders.Select(folder => folder.GetMetadata("FullPath")));
        var before = ExtractionRecordFile.Read(project.RecordFile);
        var read = new PropertyReader(LogError);
        if (read.Boolean("NoBuild", NoBuild, absent: false))
        {
            TakeRecorded(project, before);
            return;
        }

        var refresh = read.Boolean("PdfCacheRefresh", Refresh, absent: false);
        var isCacheEnabled = read.Boolean("PdfCacheEnabled", CacheEnabled, absent: true);
        if (Documents.Length > 0 && OutputKinds.Length == 0)
        {
            LogError(DiagnosticCodes.UnknownOutputKind, null, "PdfExtractOutputs names no output kind. Set it to one or more, such as text or text;json, or do not set it.");
        }

        if (Log.HasLoggedErrors)
        {
            return;
        }

        var began = DateTime.UtcNow;
        var now = new ProjectPlan(project, began).Create(this, LogDetail);
        var comparison = new RecordComparison(project, before, now);
        var record = comparison.Compare(refresh);
        DocumentCount = record.Documents.Count;
        DueCount = comparison.DueCount;
        IsDue = comparison.IsDue;
        SetItems(project, record, comparison.Reasons);
        if (IsDue)
        {
            Prepare(project, before, record, comparison, mayRestore: isCacheEnabled && !refresh);
        }

        if (DocumentCount == 0 && ProjectWildcards.FindIn(Project.GetMetadata("FullPath")) is { } wildcard)
        {
            LogWarning(DiagnosticCodes.WildcardMatchesNothing, Project.ItemSpec,
                $"The project lists '{Readable.Show(wildcard)}' as PdfDocument, which matches no file, so there is nothing to extract. Correct it, or remove it.");
        }
    }

    /// <summary>What is due is checked, and goes into the record before anything is written.</summary>
    private void Prepare(ProjectPaths project, ExtractionRecord? before, ExtractionRecord record, RecordComparison comparison, bool mayRestore)
    {
        LogDetail(() => Describe(project, record, comparison));
        if (FailIfNotIncremental)
        {
            LogError(DiagnosticCodes.NotUpToDate, null, $"The results of {DueCount} of {DocumentCount} documents are not up to date, and -question asks for nothing to do.");
            return;
        }

        var ownership = new OutputOwnership(project, before, record, LogError);
        ownership.CheckPlaces(Inputs.Append(Project).Select(input => input.GetMetadata("FullPath")));
        var check = new DocumentCheck(LogError);
        var due = DocumentPlan.Create(Due, LogError);
        check.CheckKinds(due);
        check.CheckDocuments(due);
        if (Log.HasLoggedErrors)
        {
            return;
        }

        var foreign = ownership.FindForeign(comparison.Reasons);
        if (foreign.Count > 0 && !mayRestore)
        {
            foreach (var (document, path) in foreign)
            {
                var source = project.Full(document.Path);
                LogError(DiagnosticCodes.OutputIsForeign, source, OutputOwnership.DescribeForeign(path, source));
            }

            return;
        }

        var isForeign = new HashSet<string>(foreign.Select(output => output.Path), SystemPath.Comparer);
        Foreign = isForeign.Count == 0 ? [] : [.. Due.Where(item => isForeign.Contains(item.GetMetadata("FullPath")))];
        Plan = Guid.NewGuid().ToString("N");
        var documents = foreign.Count == 0 ? record.Documents
            : [.. record.Documents.Select(document => document with { IsForeign = foreign.Any(output => output.Document == document) })];
        TryWrite(project.RecordFile, () => ExtractionRecordFile.Write(project.RecordFile, record with { Id = Plan, Documents = documents }));
    }

    private void SetItems(ProjectPaths project, ExtractionRecord record, string?[] reasons)
    {
        var extractions = new List<ITaskItem>();
        var due = new List<ITaskItem>();
        for (var i = 0; i < record.Documents.Count; i++)
        {
            var document = record.Documents[i];
            var path = project.Full(document.Path);
            foreach (var output in document.Outputs)
            {
                var item = ResultItem.Of(record.FolderName, document, path, output);
                extractions.Add(item);
                if (i < reasons.Length && reasons[i] is not null)
                {
                    due.Add(item);
                }
            }
        }

        Extractions = [.. extractions];
        Due = [.. due];
    }

    private void TakeRecorded(ProjectPaths project, ExtractionRecord? record)
    {
        if (record is not null)
        {
            SetItems(project, record, []);
        }
        else if (Documents.Length > 0)
        {
            LogError(DiagnosticCodes.NothingBuilt, null,
                $"Nothing is to be built (NoBuild), and there is no record of a build: '{project.RecordFile}'. Build the project first, with the same configuration and framework.");
        }
    }

    private static string Describe(ProjectPaths project, ExtractionRecord record, RecordComparison comparison) =>
        comparison.ReasonForAll is { } reason
            ? $"All documents are looked at: {reason}."
            : string.Join("\n", record.Documents
                .Select((document, i) => comparison.Reasons[i] is { } why ? $"'{project.Full(document.Path)}' is looked at: {why}." : null)
                .OfType<string>()
                .DefaultIfEmpty("The list of documents is another."));
}
