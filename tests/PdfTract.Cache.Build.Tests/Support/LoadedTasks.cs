using System.Reflection;
using System.Runtime;
using System.Runtime.Loader;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build.Tests;

/// <summary>A folder of packed tasks in a load context of its own, as MSBuild loads it: what lies beside the tasks comes from there.</summary>
internal sealed class LoadedTasks : AssemblyLoadContext, IDisposable
{
    private readonly AssemblyDependencyResolver _resolver;
    private readonly Assembly _tasks;

    public LoadedTasks(string folder)
        : base(folder, isCollectible: false)
    {
        var file = Path.Combine(folder, PackedPackages.Tasks + ".dll");
        _resolver = new AssemblyDependencyResolver(file);
        _tasks = LoadFromAssemblyPath(file);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>A folder for documents and results.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "pdftract-loaded-" + Guid.NewGuid().ToString("N")[..8]);

    public RecordingBuildEngine Engine { get; } = new() { Cores = 1 };

    /// <summary>Runs a task on a cache below <see cref="Folder"/>.</summary>
    /// <returns>The task, and how many methods the JIT compiled for it meanwhile.</returns>
    public (ITask Task, long Compiled) Run(string name, params ITaskItem[] extractions)
    {
        var task = (ITask)Activator.CreateInstance(_tasks.GetType($"{PackedPackages.Tasks}.{name}", throwOnError: true)!)!;
        task.BuildEngine = Engine;
        Set(task, "Extractions", extractions);
        Set(task, "CacheDirectory", new TaskItem(Path.Combine(Folder, "cache")));
        Set(task, "Extractor", "extract");
        Set(task, "ExtractorVersion", "1");
        var before = JitInfo.GetCompiledMethodCount(currentThread: true);
        Assert.That(task.Execute(), Is.True);
        return (task, JitInfo.GetCompiledMethodCount(currentThread: true) - before);
    }

    public static T Get<T>(ITask task, string property) => (T)task.GetType().GetProperty(property)!.GetValue(task)!;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name!.StartsWith("Microsoft.Build", StringComparison.Ordinal) || _resolver.ResolveAssemblyToPath(assemblyName) is not { } path
            ? null
            : LoadFromAssemblyPath(path);

    private static void Set(ITask task, string property, object value) => task.GetType().GetProperty(property)?.SetValue(task, value);
}
