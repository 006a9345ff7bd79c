using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build.Documents;

/// <summary>One output of a document: its kind, where it goes, and the item that says so.</summary>
internal sealed record PlannedOutput(string Kind, string Path, ITaskItem Item);
