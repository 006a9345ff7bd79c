using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build;

/// <summary>
/// Runs a command for each document, as many at once as MSBuild grants cores. A document that fails is an error; the others
/// are extracted all the same, so that a second build has only the failures left to do.
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
        new PropertyReader(LogError).Text("PdfExtractCommand", Command);
        var secrets = DocumentSecrets.Read(documents, LogError);
        var extraction = Log.HasLoggedErrors ? null : CreateExtraction(documents, secrets);
        if (extraction is null)
        {
            return;
        }

        // Null stays where another node or build was faster.
        var outcomes = new ExtractionOutcome?[documents.Count];
        ExtractionHandover.Extract(BuildEngine, Session, documents, Extract, cancellationToken);

        var extracted = new List<ITaskItem>();
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] is { ErrorCode: { } code } failed)
            {
                LogError(code, documents[i].Path, failed.Error!);
            }
            else if (outcomes[i] is { } outcome)
            {
                extracted.AddRange(documents[i].Items.Select(item => Result(item, outcome.Elapsed)));
            }
        }

        Extracted = [.. extracted];

        TimeSpan? Extract(int i)
        {
            var outcome = outcomes[i] = extraction.Run(documents[i], cancellationToken);
            return outcome.ErrorCode is null ? outcome.Elapsed : null;
        }
    }

    private CommandExtraction? CreateExtraction(IReadOnlyList<PlannedDocument> documents, DocumentSecrets secrets)
    {
        var kinds = documents.SelectMany(document => document.Outputs).Select(output => output.Kind).Distinct(StringComparer.Ordinal).ToArray();
        var folder = ProjectDirectory.GetMetadata("FullPath");
        return ExtractorCommand.TryRead(Command, kinds, folder, SearchPath, LogError) is var (template, program)
            ? new CommandExtraction(template, program, folder, secrets)
            : null;
    }

    private static TaskItem Result(ITaskItem item, TimeSpan elapsed)
    {
        var result = new TaskItem(item);
        result.SetMetadata(ItemMetadata.FromCache, "false");
        result.SetMetadata(ItemMetadata.ExtractionMilliseconds, ((long)elapsed.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        return result;
    }
}
