using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The cache's tasks, run in this process on a folder of their own, with parameters that no .targets has looked at.</summary>
internal sealed class TaskRun : IDisposable
{
    private const string AKey = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff-00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    public TaskRun()
    {
        Directory.CreateDirectory(Folder);
        Document = TestPdfs.Write(Path.Combine(Folder, "a.pdf"), "A document");
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "pdftract-tasks-" + Guid.NewGuid().ToString("N")[..8]);

    public string Document { get; }

    public string Cache => Path.Combine(Folder, "cache");

    public RecordingBuildEngine Engine { get; init; } = new();

    /// <summary>One output of a document, as the targets describe it.</summary>
    public ITaskItem Output(string? document = null, string kind = "text", string? path = null, string options = "")
    {
        var item = new TaskItem(path ?? Path.Combine(Folder, "out", "a." + kind));
        item.SetMetadata("Document", document ?? Document);
        item.SetMetadata("Link", "a." + kind);
        item.SetMetadata("Kind", kind);
        item.SetMetadata("ExtractOptions", options);
        item.SetMetadata("CacheKey", AKey);
        return item;
    }

    public PdfCacheRestore Restore(params ITaskItem[] outputs) => new()
    {
        BuildEngine = Engine,
        CacheDirectory = new TaskItem(Cache),
        Extractor = "extract",
        ExtractorVersion = "1",
        Extractions = outputs.Length == 0 ? [Output()] : outputs,
    };

    public PdfCacheStore Store(params ITaskItem[] outputs) => new()
    {
        BuildEngine = Engine,
        CacheDirectory = new TaskItem(Cache),
        Extractions = outputs.Length == 0 ? [Output()] : outputs,
    };

    public PdfCacheCleanup Cleanup() => new() { BuildEngine = Engine, CacheDirectory = new TaskItem(Cache) };

    public PdfExtract Extract(string command, params ITaskItem[] outputs) => new()
    {
        BuildEngine = Engine,
        Command = command,
        ProjectDirectory = new TaskItem(Folder),
        SearchPath = "/usr/bin:/bin",
        Extractions = outputs.Length == 0 ? [Output()] : outputs,
    };

    public PdfExtractorIdentity Identity(string command = "sh {input} {output}", params string[] kinds) => new()
    {
        BuildEngine = Engine,
        Command = command,
        OutputKinds = [.. (kinds.Length == 0 ? ["text"] : kinds).Select(kind => new TaskItem(kind))],
        ProjectDirectory = new TaskItem(Folder),
        DeclaredVersion = "1",
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
