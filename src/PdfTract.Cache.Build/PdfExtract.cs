using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build;

/// <summary>
/// Runs a command for each document, as many at once as MSBuild grants cores. A document that fails is an error; the others
/// are extracted all the same, so that a second build has only the failures left to do. Only when many fail in the same way the rest is not started.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfExtract : PdfTask
{
    /// <summary>One item an output, with <c>Document</c>, <c>Link</c>, <c>Kind</c>, <c>ExtractOptions</c> and <c>ExtractSecrets</c>.</summary>
    [Required]
    public ITaskItem[] Extractions { get; set; } = [];

    /// <summary>The command with its placeholders. The property <c>PdfExtractCommand</c>.</summary>
    [Required]
    public string Command { get; set; } = "";

    /// <summary>The folder that the command runs in, and that a relative program is looked for from: the project's.</summary>
    [Required]
    public ITaskItem ProjectDirectory { get; set; } = null!;

    /// <summary>The PATH, read by the .targets.</summary>
    public string SearchPath { get; set; } = "";

    /// <summary>How long the command may take for one document. The property <c>PdfExtractTimeout</c>.</summary>
    public string? Timeout { get; set; }

    /// <summary>
    /// What the documents are taken from one at a time, so that nodes and builds that miss the same ones share the work: the property
    /// <c>PdfExtractSession</c>. Empty: one after another.
    /// </summary>
    public string Session { get; set; } = "";

    /// <summary>The outputs of the documents that were extracted, with <c>FromCache</c> = <c>false</c> and <c>ExtractionMilliseconds</c>.</summary>
    [Output]
    public ITaskItem[] Extracted { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var documents = DocumentPlan.Create(Extractions, LogError);
        var check = new DocumentCheck(LogError);
        check.CheckKinds(documents);
        check.CheckDocuments(documents);
        var read = new PropertyReader(LogError);
        read.Text("PdfExtractCommand", Command);
        var limit = read.Timeout(Timeout);
        var secrets = DocumentSecrets.Read(documents, LogError);
        var extraction = Log.HasLoggedErrors ? null : CreateExtraction(documents, limit, secrets);
        if (extraction is null)
        {
            return;
        }

        // Null stays where another node or build was faster, where it failed, and where it was not started.
        var elapsed = new TimeSpan?[documents.Count];
        var notStarted = 0;
        var failures = new FailureLog(LogError, text => Log.LogMessage(MessageImportance.High, "{0}", text), LogDetail);
        ExtractionHandover.Extract(BuildEngine, Session, documents, Extract, cancellationToken);
        failures.Finish(notStarted);
        Extracted = [.. documents.SelectMany((document, i) => elapsed[i] is { } time ? document.Items.Select(item => Result(item, time)) : [])];

        TimeSpan? Extract(int i)
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
                return null;
            }

            failures.Succeeded();
            if (outcome.Printed is { Length: > 0 } printed)
            {
                LogDetail(() => $"For '{documents[i].Path}' the extractor printed:\n{printed}");
            }

            return elapsed[i] = outcome.Elapsed;
        }
    }

    private CommandExtraction? CreateExtraction(IReadOnlyList<PlannedDocument> documents, TimeSpan? limit, DocumentSecrets secrets)
    {
        var kinds = documents.SelectMany(document => document.Outputs).Select(output => output.Kind).Distinct(StringComparer.Ordinal).ToArray();
        var folder = ProjectDirectory.GetMetadata("FullPath");
        if (ExtractorCommand.TryRead(Command, kinds, folder, SearchPath, LogError) is not var (template, program))
        {
            return null;
        }

        foreach (var options in documents.GroupBy(document => document.Options, StringComparer.Ordinal))
        {
            ExtractorCommand.CheckOptions(template, options.Key, options.First().Path, LogError);
        }

        return Log.HasLoggedErrors ? null : new CommandExtraction(template, program, folder, limit, secrets);
    }

    private static TaskItem Result(ITaskItem item, TimeSpan elapsed)
    {
        var result = new TaskItem(item);
        result.SetMetadata(ItemMetadata.FromCache, "false");
        result.SetMetadata(ItemMetadata.ExtractionMilliseconds, ((long)elapsed.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        return result;
    }
}
