using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Records;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build;

/// <summary>Removes what the record lists, for Clean: what builds made, wherever it is, and nothing else.</summary>
[MSBuildMultiThreadableTask]
public sealed class PdfExtractClean : PdfTask
{
    /// <summary>The record of what this project made.</summary>
    [Required]
    public ITaskItem Record { get; set; } = null!;

    /// <summary>The project's file.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary>The folder of results, which may have results of this project without a record of them.</summary>
    [Required]
    public ITaskItem OutputDirectory { get; set; } = null!;

    /// <summary>What is in these is the build's: <c>obj/</c>.</summary>
    public ITaskItem[] IntermediateFolders { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var project = new ProjectPaths(
            Path.GetDirectoryName(Project.GetMetadata("FullPath"))!, Record.GetMetadata("FullPath"), IntermediateFolders.Select(folder => folder.GetMetadata("FullPath")));
        var folder = SystemPath.AsFolder(OutputDirectory.GetMetadata("FullPath"));
        var recorded = ExtractionRecordFile.Read(project.RecordFile) is { } record
            ? record.IsOf(project.RecordFile) ? record.Outputs.Concat(record.Former) : record.Outputs.Select(output => output with { Folder = folder })
            : [];
        var listed = project.IsBuilds(folder) ? [] : new ResultFolder(folder, project.RecordFile).Own.Select(place => new FormerOutput(folder, place, null));
        foreach (var results in recorded.Concat(listed).GroupBy(output => output.Folder, SystemPath.Comparer))
        {
            string[] places = [.. results.Select(output => output.Place).Distinct(SystemPath.Comparer)];
            TryWrite(results.Key, () => ResultKeeping.Remove(project, results.Key, places, keepListed: true, LogWarning));
        }

        BestEffort.Delete(project.RecordFile);
    }
}
