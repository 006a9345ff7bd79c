using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build.Documents;

/// <summary>A document with all its outputs: what an extraction, a restore or a store is about.</summary>
/// <param name="Path">The PDF's full path.</param>
/// <param name="Options">The document's own options; empty when it has none.</param>
/// <param name="Outputs">Its outputs, each kind once.</param>
internal sealed record PlannedDocument(string Path, string Options, IReadOnlyList<PlannedOutput> Outputs)
{
    /// <summary>Metadata that all the document's items carry alike.</summary>
    public string Metadata(string name) => Outputs[0].Item.GetMetadata(name);

    public IEnumerable<ITaskItem> Items => Outputs.Select(output => output.Item);
}

/// <summary>One output of a document: its kind, where it goes, and the item that says so.</summary>
internal sealed record PlannedOutput(string Kind, string Path, ITaskItem Item);
