using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Entries;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>A planned document's outputs as the cache takes them.</summary>
internal static class PlannedDocumentOutputs
{
    public static IReadOnlyList<OutputFile> OutputFiles(this PlannedDocument document) =>
        [.. document.Outputs.Select(output => new OutputFile(output.Kind, output.Path))];
}
