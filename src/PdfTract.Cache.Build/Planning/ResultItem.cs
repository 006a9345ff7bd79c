using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Records;

namespace PdfTract.Cache.Build.Planning;

/// <summary>The item of an output: <c>@(PdfExtraction)</c>.</summary>
internal static class ResultItem
{
    /// <param name="folderName">The folder of results as the project names it, with a separator at its end.</param>
    /// <param name="document">What it comes from.</param>
    /// <param name="documentPath">The document's full path.</param>
    /// <param name="output">The output.</param>
    public static ITaskItem Of(string folderName, RecordedDocument document, string documentPath, RecordedOutput output)
    {
        var item = new TaskItem(MSBuildText.Escape(folderName + output.Place));
        foreach (var metadata in document.Metadata)
        {
            item.SetMetadata(metadata.Name, MSBuildText.Escape(metadata.Value));
        }

        item.SetMetadata(ItemMetadata.Document, MSBuildText.Escape(documentPath));
        item.SetMetadata(ItemMetadata.Kind, MSBuildText.Escape(output.Kind));
        item.SetMetadata(ItemMetadata.Link, MSBuildText.Escape(output.Place));
        return item;
    }
}
