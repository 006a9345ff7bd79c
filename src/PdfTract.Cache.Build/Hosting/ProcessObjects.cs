using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build.Hosting;

/// <summary>Objects that the tasks of one process and one build leave for each other, by name. Safe for any number of threads.</summary>
/// <remarks>
/// The build engine's own register only ends them with the build. Found with it they are not always: with <c>-mt</c>, threads that register
/// their first object at the same time each make the register, and what is in the losers' is lost (seen in SDK 10.0.401: of four projects up to
/// four did not find what they had just left).
/// </remarks>
internal static class ProcessObjects
{
    private static readonly ConcurrentDictionary<string, object> All = new(StringComparer.Ordinal);

    /// <summary>Keeps an object until it is taken, or until the build ends; then it is disposed of, if it can be.</summary>
    public static void Leave(IBuildEngine4 engine, string name, object value)
    {
        All[name] = value;
        EndWithBuild(engine, name);
    }

    /// <summary>One object for all who ask for the name in this process, until the build ends.</summary>
    public static object Share(IBuildEngine4 engine, string name, Func<object> make)
    {
        while (true)
        {
            if (All.TryGetValue(name, out var shared))
            {
                EndWithBuild(engine, name);
                return shared;
            }

            var made = make();
            if (All.TryAdd(name, made))
            {
                EndWithBuild(engine, name);
                return made;
            }

            (made as IDisposable)?.Dispose();
        }
    }

    /// <returns>Null when there is none: in another process it is.</returns>
    public static object? Find(string name) => All.TryGetValue(name, out var value) ? value : null;

    /// <returns>What nobody finds any more; null when there is none.</returns>
    public static object? Take(IBuildEngine4 engine, string name)
    {
        engine.UnregisterTaskObject(Key(name), RegisteredTaskObjectLifetime.Build);
        return All.TryRemove(name, out var value) ? value : null;
    }

    private static void EndWithBuild(IBuildEngine4 engine, string name) =>
        engine.RegisterTaskObject(Key(name), new EndOfBuild(name), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);

    /// <summary>Another version of the package in the same process has objects of its own.</summary>
    private static (Type Version, string Name) Key(string name) => (typeof(ProcessObjects), name);

    private sealed class EndOfBuild(string name) : IDisposable
    {
        public void Dispose()
        {
            if (All.TryRemove(name, out var value))
            {
                (value as IDisposable)?.Dispose();
            }
        }
    }
}
