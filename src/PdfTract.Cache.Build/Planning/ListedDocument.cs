using System.Collections;
using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Records;

namespace PdfTract.Cache.Build.Planning;

/// <summary>A document as the project lists it, and where its results go.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Link">Its place among the documents, with <c>/</c> between names: that of its results but for the ending.</param>
/// <param name="Options">Its own options, or else the project's.</param>
/// <param name="Secrets">Where its secrets are; or else the project's.</param>
/// <param name="Metadata">What else its results bear.</param>
internal sealed record ListedDocument(string Path, string Link, string Options, string Secrets, IReadOnlyList<RecordedMetadata> Metadata)
{
    /// <summary>Reads an item; its metadata <c>Link</c> and <c>LinkBase</c> mean what they mean for other items.</summary>
    /// <param name="item">The item.</param>
    /// <param name="projectFolder">With a separator at its end.</param>
    /// <param name="options">For documents that have none of their own.</param>
    /// <param name="secrets">For documents that have none of their own.</param>
    public static ListedDocument Of(ITaskItem item, string projectFolder, string options, string secrets)
    {
        var path = item.GetMetadata("FullPath");
        return new ListedDocument(
            path,
            LinkOf(item, path, projectFolder),
            Own(item, ItemMetadata.ExtractOptions, options),
            Own(item, ItemMetadata.ExtractSecrets, secrets),
            MetadataOf(item));
    }

    /// <summary>The place of one of its results.</summary>
    public string PlaceOf(string kind)
    {
        var dot = Link.LastIndexOf('.');
        return (dot > Link.LastIndexOf('/') ? Link.Substring(0, dot) : Link) + "." + (kind == "text" ? "txt" : kind);
    }

    private static string Own(ITaskItem item, string metadata, string otherwise) =>
        item.GetMetadata(metadata) is { Length: > 0 } own ? own : otherwise;

    private static string LinkOf(ITaskItem item, string path, string projectFolder)
    {
        if (item.GetMetadata(ItemMetadata.Link) is { Length: > 0 } link)
        {
            return ResultPlace.Normalize(link);
        }

        var name = NameOf(path);
        return item.GetMetadata(ItemMetadata.LinkBase) is { Length: > 0 } linkBase
            ? ResultPlace.Normalize(linkBase + "/" + item.GetMetadata("RecursiveDir") + name)
            : path.StartsWith(projectFolder, SystemPath.Comparison) ? ResultPlace.Below(projectFolder, path) : name;
    }

    private static string NameOf(string path) =>
        path.Substring(1 + path.LastIndexOfAny([System.IO.Path.DirectorySeparatorChar, System.IO.Path.AltDirectorySeparatorChar]));

    private static List<RecordedMetadata> MetadataOf(ITaskItem item)
    {
        // Most documents have none. The interface lets no other loop over it than this.
        var metadata = new List<RecordedMetadata>(0);
        foreach (DictionaryEntry custom in item.CloneCustomMetadata())
        {
            if (custom.Key is string name && !ItemMetadata.IsOfOutputs(name))
            {
                metadata.Add(new RecordedMetadata(name, item.GetMetadata(name)));
            }
        }

        return metadata;
    }
}
