using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Planning;
using PdfTract.Cache.Build.Records;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Build;

/// <summary>What a build is to make: its documents with their states, and their outputs by name.</summary>
/// <param name="project">Where it is.</param>
/// <param name="began">Before anything was looked at.</param>
internal sealed class ProjectPlan(ProjectPaths project, DateTime began)
{
    /// <summary>Another build of these tasks may name or make results in another way. A Guid's own text is made by code that the JIT would have to compile first.</summary>
    private static string Tasks
    {
        get
        {
            var id = typeof(ProjectPlan).Assembly.ManifestModule.ModuleVersionId.ToByteArray();
            return Digest256.Hex(BitConverter.ToUInt64(id, 0)) + Digest256.Hex(BitConverter.ToUInt64(id, 8));
        }
    }

    /// <param name="task">Has the documents and all that decides on them.</param>
    /// <param name="logDetail">Takes what is left out, and why.</param>
    public ExtractionRecord Create(PdfExtractPlan task, Action<string> logDetail)
    {
        var folder = SystemPath.AsFolder(task.OutputDirectory.GetMetadata("FullPath"));
        return new ExtractionRecord(
            "",
            project.RecordFile,
            began.Ticks,
            task.OutputDirectory.ItemSpec,
            folder,
            [.. task.Settings, "tasks=" + Tasks],
            [.. task.Inputs.Select(input => RecordedFile.Of(input.GetMetadata("FullPath"), began, project))],
            [],
            CreateDocuments(task, folder, logDetail),
            []);
    }

    private List<RecordedDocument> CreateDocuments(PdfExtractPlan task, string folder, Action<string> logDetail)
    {
        var kinds = task.OutputKinds.SelectMany(kind => kind.ItemSpec.Split(';')).Select(kind => kind.Trim()).Where(kind => kind.Length > 0)
            .Distinct(StringComparer.Ordinal).ToArray();
        var copies = new WildcardCopies(task.IntermediateFolders.Concat(task.BuildFolders).Select(item => item.GetMetadata("FullPath")), folder);
        var documents = new List<RecordedDocument>(task.Documents.Length);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in task.Documents)
        {
            var listed = ListedDocument.Of(item, project.Folder, task.Options, task.Secrets);
            if (copies.IsCopy(item, listed.Path))
            {
                logDetail($"'{listed.Path}' is no document: a build put it there, and a wildcard found it.");
            }
            else if (known.Add(string.Join("\0", listed.Path, listed.Link, listed.Options, listed.Secrets)))
            {
                documents.Add(Create(listed, kinds));
            }
        }

        return documents;
    }

    private RecordedDocument Create(ListedDocument listed, string[] kinds)
    {
        var state = FileState.Of(listed.Path);
        return new RecordedDocument(
            project.Shorten(listed.Path),
            state is { } known && known.IsYoung(listed.Path, began) ? null : state,
            "",
            false,
            listed.Link,
            MetadataOf(listed),
            [.. kinds.Select(kind => new RecordedOutput(kind, listed.PlaceOf(kind), null))]);
    }

    private static IReadOnlyList<RecordedMetadata> MetadataOf(ListedDocument listed) => listed switch
    {
        { Options.Length: 0, Secrets.Length: 0 } => listed.Metadata,
        _ =>
        [
            .. listed.Metadata,
            .. Given(ItemMetadata.ExtractOptions, listed.Options),
            .. Given(ItemMetadata.ExtractSecrets, listed.Secrets),
        ],
    };

    private static RecordedMetadata[] Given(string name, string value) => value.Length == 0 ? [] : [new RecordedMetadata(name, value)];
}
