using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;

namespace PdfTract.Cache.Build.Records;

/// <summary>From a record of what was planned to one of what was done. A document counts as done when each of its outputs is there.</summary>
/// <param name="project">Where it is.</param>
/// <param name="planned">As the build began.</param>
/// <param name="extractions">All outputs, with <c>FromCache</c> and <c>CacheKey</c>.</param>
/// <param name="extracted">What an extractor has delivered.</param>
internal sealed class FinishedRecord(ProjectPaths project, ExtractionRecord planned, ITaskItem[] extractions, ITaskItem[] extracted)
{
    /// <param name="extractorFiles">The extractor's own.</param>
    public ExtractionRecord Create(ITaskItem[] extractorFiles)
    {
        var keys = new Dictionary<string, string>(SystemPath.Comparer);
        foreach (var item in extractions.Where(item => item.GetMetadata(ItemMetadata.FromCache) == "true").Concat(extracted))
        {
            keys[item.GetMetadata("FullPath")] = item.GetMetadata(ItemMetadata.CacheKey);
        }

        var documents = new List<RecordedDocument>(planned.Documents.Count);
        var former = new List<FormerOutput>();
        foreach (var document in planned.Documents)
        {
            if (Finish(document, keys) is { } done)
            {
                documents.Add(done);
            }
            else
            {
                // What stands there is what an earlier build made: it goes when the document does.
                former.AddRange(document.Outputs.Select(output => new FormerOutput(planned.Folder, output.Place, null)));
            }
        }

        var began = new DateTime(planned.Began, DateTimeKind.Utc);
        return planned with
        {
            Documents = documents,
            Former = former,
            Tools = extractorFiles.Length == 0 ? planned.Tools : [.. extractorFiles.Select(file => RecordedFile.Of(file.GetMetadata("FullPath"), began, project))],
        };
    }

    private RecordedDocument? Finish(RecordedDocument document, Dictionary<string, string> keys)
    {
        if (document.Outputs.All(output => output.State is not null))
        {
            // It was not due.
            return document;
        }

        var outputs = new RecordedOutput[document.Outputs.Count];
        var key = "";
        for (var i = 0; i < outputs.Length; i++)
        {
            var path = ResultPlace.PathOf(planned.Folder, document.Outputs[i].Place);
            if (!keys.TryGetValue(path, out key!) || FileState.Of(path) is not { } state)
            {
                return null;
            }

            outputs[i] = document.Outputs[i] with { State = state };
        }

        return document with { Key = key, IsForeign = false, Outputs = outputs };
    }
}
