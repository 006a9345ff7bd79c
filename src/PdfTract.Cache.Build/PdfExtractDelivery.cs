using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Extracting;
using PdfTract.Cache.Build.Hosting;

namespace PdfTract.Cache.Build;

/// <summary>
/// Checks what the extractor's target has delivered, whichever target that is: each document that had to be extracted is in <see cref="Extracted"/>
/// with all its outputs, and they are there; or it was restored meanwhile. Everything else is an error (H64).
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfExtractDelivery : PdfTask
{
    /// <summary>The outputs of the documents that had to be extracted: <c>@(PdfExtractMiss)</c>.</summary>
    [Required]
    public ITaskItem[] Missing { get; set; } = [];

    /// <summary>Those that the extractor made: <c>@(PdfExtracted)</c>.</summary>
    public ITaskItem[] Extracted { get; set; } = [];

    /// <summary>All outputs: <c>@(PdfExtraction)</c>. <c>FromCache</c> is <c>true</c> for those that another build had stored meanwhile.</summary>
    public ITaskItem[] Results { get; set; } = [];

    /// <summary>The documents that could not be extracted, and of which nothing is expected: <c>@(PdfExtractFailure)</c>.</summary>
    public ITaskItem[] Failed { get; set; } = [];

    /// <summary>All outputs without those of <see cref="Failed"/>.</summary>
    [Output]
    public ITaskItem[] Remaining { get; private set; } = [];

    /// <summary>The target: <c>PdfExtractTarget</c>.</summary>
    public string Target { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var extracted = Paths(Extracted);
        var restored = Paths(Results.Where(item => item.GetMetadata(ItemMetadata.FromCache) == "true"));
        var failures = new FailureLog(LogError, LogDetail, LogDetail);
        var failed = new HashSet<string>(Failed.Select(item => item.GetMetadata(ItemMetadata.Document)), SystemPath.Comparer);
        Remaining = [.. Results.Where(item => !failed.Contains(item.GetMetadata(ItemMetadata.Document)) || restored.Contains(item.GetMetadata("FullPath")))];
        foreach (var document in DocumentPlan.Create(Missing, LogError).Where(document => !failed.Contains(document.Path)))
        {
            var open = document.Outputs.Where(output => !restored.Contains(output.Path)).ToArray();
            if (open.FirstOrDefault(output => !extracted.Contains(output.Path)) is { } unlisted)
            {
                failures.Failed(document, null, Failure(document, unlisted, "is not in @(PdfExtracted)"));
            }
            else if (open.FirstOrDefault(output => !PlainFile.Exists(output.Path)) is { } absent)
            {
                failures.Failed(document, null, Failure(document, absent, "is in @(PdfExtracted), and there is no such file"));
            }
        }

        failures.Finish(notStarted: 0);
    }

    private static HashSet<string> Paths(IEnumerable<ITaskItem> items) => new(items.Select(item => item.GetMetadata("FullPath")), SystemPath.Comparer);

    private ExtractionFailure Failure(PlannedDocument document, PlannedOutput output, string problem) => new(
        DiagnosticCodes.OutputMissing,
        $"The target '{Readable.Show(Target)}' (PdfExtractTarget) did not extract '{document.Path}': its output '{output.Kind}' {problem}.",
        $"an output {problem}",
        $"The target has to write the file '{output.Path}' and then to put the item of @(PdfExtractMiss) that names it into @(PdfExtracted).");
}
