using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Records;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build;

/// <summary>
/// Ends the work: writes into the record what was done, also when some of it failed, and removes what earlier builds made and this one makes no more.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfExtractRecord : PdfTask
{
    /// <summary>The record, which <see cref="PdfExtractPlan"/> has begun.</summary>
    [Required]
    public ITaskItem Record { get; set; } = null!;

    /// <summary>The <see cref="PdfExtractPlan.Plan"/> of this build.</summary>
    [Required]
    public string Plan { get; set; } = "";

    /// <summary>The project's file.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary>What is in these is the build's: <c>obj/</c>.</summary>
    public ITaskItem[] IntermediateFolders { get; set; } = [];

    /// <summary>All outputs: <c>@(PdfExtraction)</c>. Those with <c>FromCache</c> = <c>true</c> are done.</summary>
    public ITaskItem[] Extractions { get; set; } = [];

    /// <summary>Those that were extracted: <c>@(PdfExtracted)</c>.</summary>
    public ITaskItem[] Extracted { get; set; } = [];

    /// <summary>The extractor's own files, if it is known which they are: when one changes, everything is due.</summary>
    public ITaskItem[] ExtractorFiles { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var project = new ProjectPaths(
            Path.GetDirectoryName(Project.GetMetadata("FullPath"))!, Record.GetMetadata("FullPath"), IntermediateFolders.Select(folder => folder.GetMetadata("FullPath")));
        if (ExtractionRecordFile.Read(project.RecordFile) is not { } planned || planned.Id != Plan)
        {
            // Another build of this project has begun or ended meanwhile, and may have seen other documents than this one. Which of the two wrote an
            // output last, nothing says; so the next build looks at all of them.
            BestEffort.Delete(project.RecordFile);
            LogDetail($"The record '{project.RecordFile}' is not this build's, and was removed.");
            return;
        }

        var done = new FinishedRecord(project, planned, Extractions, Extracted).Create(ExtractorFiles);
        var results = new ResultKeeping(project, planned, done);
        TryWrite(done.Folder, () => results.Remove(LogWarning));
        TryWrite(done.Folder, () => results.List(LogWarning));
        TryWrite(project.RecordFile, () => ExtractionRecordFile.Write(project.RecordFile, done));
    }
}
