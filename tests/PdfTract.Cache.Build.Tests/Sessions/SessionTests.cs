using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build.Tests;

/// <summary>From the restore to the store, with an extractor in between that takes its documents from the session. In this process.</summary>
public abstract class SessionTests
{
    private protected const string Copy = "cp {input} {output}";

    /// <summary>Ends a test that hangs; nothing is measured by it.</summary>
    private protected static readonly TimeSpan Hanging = TimeSpan.FromMinutes(1);

    private protected TaskRun Tasks { get; set; } = null!;

    [SetUp]
    public void CreateRun() => Tasks = new TaskRun();

    [TearDown]
    public void RemoveRun() => Tasks.Dispose();

    private protected ITaskItem[] Documents(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => Tasks.Output(
            TestPdfs.Write(Path.Combine(Tasks.Folder, $"d{i}.pdf"), $"Document {i}"), path: Path.Combine(Tasks.Folder, "out", $"d{i}.txt"))).Select((item, i) =>
            {
                item.SetMetadata("Link", $"d{i}.txt");
                return item;
            }),
    ];

    private protected PdfCacheRestore Restore(ITaskItem[] items, Action<PdfCacheRestore>? change = null)
    {
        var restore = Tasks.Restore(items);
        change?.Invoke(restore);
        return Run(restore);
    }

    private protected PdfExtract Extract(PdfCacheRestore restore, string command = Copy)
    {
        var extract = Tasks.Extract(command, restore.Missing);
        extract.Session = restore.Session;
        extract.Execute();
        return extract;
    }

    private protected PdfCacheStore Store(PdfCacheRestore restore, PdfExtract extract)
    {
        var store = Tasks.Store(extract.Extracted);
        store.Extractions = extract.Extracted;
        store.Results = restore.Results;
        store.Session = restore.Session;
        return Run(store);
    }

    private protected static T Run<T>(T task)
        where T : ITask
    {
        Assert.That(task.Execute(), Is.True);
        return task;
    }

    private protected string[] Entries() => Files("*.pdfc");

    private protected string[] Claims() => Files("*.claim");

    private string[] Files(string pattern) => Directory.Exists(Tasks.Cache) ? Directory.GetFiles(Tasks.Cache, pattern, SearchOption.AllDirectories) : [];
}
