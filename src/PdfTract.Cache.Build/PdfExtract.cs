using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Extracting;
using PdfTract.Cache.Build.Parsing;
using PdfTract.Cache.Build.Planning;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Build.Sessions;
using PdfTract.Cache.Build.Workers;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build;

/// <summary>
/// Extracts documents by a command, which is run for each of them, or by workers, which are started once and asked for one after another; as many at once
/// as MSBuild grants cores. A document that fails does not keep the others from being extracted, so that a second build has only the failures
/// left to do. Only when many fail in the same way the rest is not started.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfExtract : PdfTask
{
    /// <summary>What a document of this many bytes is worth when cores are asked for: one that has more may keep several workers busy.</summary>
    private const long BytesACore = 256 * 1024;

    /// <summary>One item an output, with <c>Document</c>, <c>Link</c>, <c>Kind</c>, <c>ExtractOptions</c> and <c>ExtractSecrets</c>.</summary>
    [Required]
    public ITaskItem[] Extractions { get; set; } = [];

    /// <summary>The command with its placeholders. The property <c>PdfExtractCommand</c>; empty when there is a worker.</summary>
    public string Command { get; set; } = "";

    /// <summary>How a worker is started. The property <c>PdfExtractWorker</c>, or the worker of another package; empty when there is a command.</summary>
    public string Worker { get; set; } = "";

    /// <summary>The folder that workers run in: the project's, unless another package brings the worker.</summary>
    public ITaskItem? WorkerDirectory { get; set; }

    /// <summary><c>true</c>: a worker can do some pages of a document alone. The property <c>PdfExtractWorkerByPages</c>.</summary>
    public string? WorkerByPages { get; set; }

    /// <summary>The folder that the command runs in, and that a relative program is looked for from: the project's.</summary>
    [Required]
    public ITaskItem ProjectDirectory { get; set; } = null!;

    /// <summary>The PATH, read by the .targets.</summary>
    public string SearchPath { get; set; } = "";

    /// <summary>How long one document may take. The property <c>PdfExtractTimeout</c>.</summary>
    public string? Timeout { get; set; }

    /// <summary>How much memory the program may use. The property <c>PdfExtractMaxMemory</c>.</summary>
    public string? MaxMemory { get; set; }

    /// <summary>What a document that cannot be extracted is: <c>error</c>, <c>warning</c> or <c>message</c>. The property <c>PdfExtractFailures</c>.</summary>
    public string? Failures { get; set; }

    /// <summary>
    /// What the documents are taken from one at a time, so that nodes and builds that miss the same ones share the work: the property
    /// <c>PdfExtractSession</c>. Empty: one after another.
    /// </summary>
    public string Session { get; set; } = "";

    /// <summary>The outputs of the documents that were extracted, with <c>FromCache</c> = <c>false</c> and <c>ExtractionMilliseconds</c>.</summary>
    [Output]
    public ITaskItem[] Extracted { get; private set; } = [];

    /// <summary>The documents that could not be extracted, where that is no error: each with <c>Document</c>, <c>Code</c> and <c>Message</c>.</summary>
    [Output]
    public ITaskItem[] Failed { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var documents = DocumentPlan.Create(Extractions, LogError);
        var check = new DocumentCheck(LogError);
        check.CheckKinds(documents);
        check.CheckDocuments(documents);
        var read = new PropertyReader(LogError);
        read.Text("PdfExtractCommand", Command);
        read.Text("PdfExtractWorker", Worker);
        var bounds = new ExtractionBounds(read.Timeout(Timeout), read.MaxMemory(MaxMemory));
        var byPages = read.Boolean("PdfExtractWorkerByPages", WorkerByPages, absent: false);
        var failures = read.Failures(Failures);
        var secrets = DocumentSecrets.Read(documents, LogError);
        if (!Log.HasLoggedErrors)
        {
            using var sharing = byPages && Worker.Trim().Length > 0 ? new PageSharing() : null;
            BuildPrograms.Use(BuildEngine, programs =>
            {
                if (CreateExtractor(documents, bounds, sharing, failures, programs) is { } extractor)
                {
                    Extract(documents, extractor, secrets, failures, sharing, cancellationToken);
                }
            });
        }
    }

    private void Extract(
        IReadOnlyList<PlannedDocument> documents, IExtractor extractor, DocumentSecrets secrets, FailureSeverity severity, PageSharing? sharing, CancellationToken cancellationToken)
    {
        var extraction = new DocumentExtraction(extractor, secrets);

        // Null stays where another node or build was faster, where it failed, and where it was not started.
        var elapsed = new TimeSpan?[documents.Count];
        var failed = new ITaskItem?[documents.Count];
        var notStarted = 0;
        var failures = new FailureLog(
            (code, document, message) => LogFailure(severity, code, document, message),
            text => Log.LogMessage(severity == FailureSeverity.Message ? MessageImportance.Normal : MessageImportance.High, "{0}", text),
            LogDetail,
            mayStop: severity == FailureSeverity.Error);
        var loop = new ExtractionLoop(BuildEngine, ExtractionSession.Find(Session), ExtractOne, sharing);
        loop.Run(documents, sharing is null ? documents.Count : CountParts(documents), cancellationToken);
        failures.Finish(notStarted);
        Extracted = [.. documents.SelectMany((document, i) => elapsed[i] is { } time ? document.Items.Select(item => Result(item, time)) : [])];
        Failed = [.. failed.OfType<ITaskItem>()];

        TimeSpan? ExtractOne(int i)
        {
            if (failures.IsStopped)
            {
                Interlocked.Increment(ref notStarted);
                return null;
            }

            var outcome = extraction.Run(documents[i], cancellationToken);
            if (outcome.Failure is { } failure)
            {
                failures.Failed(documents[i], outcome.Printed, failure);
                failed[i] = severity == FailureSeverity.Error ? null : Failure(documents[i], failure);
                return null;
            }

            failures.Succeeded();
            if (outcome.Printed is { Length: > 0 } printed)
            {
                LogPrinted(severity, documents[i], printed);
            }

            return elapsed[i] = outcome.Elapsed;
        }
    }

    private IExtractor? CreateExtractor(
        IReadOnlyList<PlannedDocument> documents, ExtractionBounds bounds, PageSharing? sharing, FailureSeverity failures, BuildPrograms programs)
    {
        var folder = ProjectDirectory.GetMetadata("FullPath");
        var read = new ExtractorCommand(folder, SearchPath, LogError);
        var isWorker = Worker.Trim().Length > 0;
        var kinds = documents.SelectMany(document => document.Outputs).Select(output => output.Kind).Distinct(StringComparer.Ordinal).ToArray();
        if ((isWorker ? read.ParseWorker(Worker) : read.ParseCommand(Command, kinds)) is not { } template
            || read.FindProgram(template, isWorker ? Worker : Command) is not { } program)
        {
            return null;
        }

        foreach (var options in documents.GroupBy(document => document.Options, StringComparer.Ordinal))
        {
            read.CheckOptions(template, options.Key, options.First().Path);
        }

        if (Log.HasLoggedErrors)
        {
            return null;
        }

        if (!isWorker)
        {
            return new CommandExtractor(template, program, folder, bounds, programs.Supervision);
        }

        var start = WorkerStart.Of(template, program, WorkerDirectory?.GetMetadata("FullPath") is { Length: > 0 } own ? own : folder, bounds);
        return new WorkerExtractor(start, programs.Workers, bounds, sharing, sharing is not null && failures != FailureSeverity.Error);
    }

    private static int CountParts(IReadOnlyList<PlannedDocument> documents) =>
        (int)Math.Min(int.MaxValue, documents.Sum(document => 1 + (FileStatus.Of(document.Path)?.Length ?? 0) / BytesACore));

    private void LogFailure(FailureSeverity severity, string code, string? document, string message)
    {
        switch (severity)
        {
            case FailureSeverity.Error:
                LogError(code, document, message);
                break;
            case FailureSeverity.Warning:
                LogWarning(code, document, message);
                break;
            default:
                Log.LogMessage(MessageImportance.Normal, "{0}: {1}", code, message);
                break;
        }
    }

    /// <summary>What the extractor says of a document that it did extract: its warnings are warnings here, the rest is for those who look for it.</summary>
    private void LogPrinted(FailureSeverity severity, PlannedDocument document, string printed)
    {
        foreach (var (code, message) in StatedProblem.WarningsIn(printed))
        {
            LogFailure(severity == FailureSeverity.Error ? FailureSeverity.Warning : severity, code, document.Path, message);
        }

        LogDetail(() => $"For '{document.Path}' the extractor printed:\n{printed}");
    }

    private static TaskItem Result(ITaskItem item, TimeSpan elapsed)
    {
        var result = new TaskItem(item);
        result.SetMetadata(ItemMetadata.FromCache, "false");
        result.SetMetadata(ItemMetadata.ExtractionMilliseconds, ((long)elapsed.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        return result;
    }

    private static TaskItem Failure(PlannedDocument document, ExtractionFailure failure)
    {
        // Nothing is left of an earlier result: it would pass for this document's.
        foreach (var output in document.Outputs)
        {
            BestEffort.Delete(output.Path);
        }

        var item = new TaskItem(MSBuildText.Escape(document.Path));
        item.SetMetadata(ItemMetadata.Document, MSBuildText.Escape(document.Path));
        item.SetMetadata("Code", failure.Code);
        item.SetMetadata("Message", MSBuildText.Escape(failure.Problem));
        return item;
    }
}
