extern alias PdfPigTasks;

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PdfPigTasks::PdfTract.Cache.Build.PdfPig;

namespace PdfTract.Cache.Build.Tests;

/// <summary>A folder with documents and a task that extracts them, each to <c>out/NAME.KIND</c>.</summary>
internal sealed class PdfPigRun : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("pdfpig-").FullName;

    public RecordingBuildEngine Engine { get; init; } = new();

    public List<ITaskItem> Extractions { get; } = [];

    public IReadOnlyList<ITaskItem> Extracted { get; private set; } = [];

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Output(string name, string kind = "text") => Path.Combine(Folder, "out", name + "." + kind);

    public string Text(string name = "a.pdf") => File.ReadAllText(Output(name));

    /// <summary>Writes a document and asks for outputs of it.</summary>
    public PdfPigRun With(string name, byte[] document, params string[] kinds)
    {
        File.WriteAllBytes(PathOf(name), document);
        return WithExtraction(name, kinds);
    }

    /// <summary>Asks for outputs of a document.</summary>
    public PdfPigRun WithExtraction(string name, params string[] kinds)
    {
        foreach (var kind in kinds.DefaultIfEmpty("text"))
        {
            var item = new TaskItem(Output(name, kind));
            item.SetMetadata("Document", PathOf(name));
            item.SetMetadata("Link", name + "." + kind);
            item.SetMetadata("Kind", kind);
            item.SetMetadata("ExtractOptions", "");
            Extractions.Add(item);
        }

        return this;
    }

    public bool Execute() => Execute(new PdfPigExtract());

    public bool Execute(PdfPigExtract task)
    {
        task.BuildEngine = Engine;
        task.Extractions = [.. Extractions];
        var succeeded = task.Execute();
        Extracted = task.Extracted;
        return succeeded;
    }

    /// <summary>Everything in the folder of the outputs, temps included.</summary>
    public IEnumerable<string> OutputFiles =>
        Directory.Exists(PathOf("out")) ? Directory.EnumerateFileSystemEntries(PathOf("out")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal) : [];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
