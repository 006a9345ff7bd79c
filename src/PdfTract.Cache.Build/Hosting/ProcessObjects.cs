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
    /// <summary>Each attempt that finds its object gone has seen another thread make the register; there are only so many threads.</summary>
    private const int MaxAttempts = 100;

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

    /// <summary>
    /// Makes the engine's register, before anything is left in it: when something is, the threads that began at the same time have made theirs as well, and
    /// which of them stays is decided.
    /// </summary>
    public static void Prepare(IBuildEngine engine)
    {
        if (engine is IBuildEngine4 keeper && keeper.GetRegisteredTaskObject(Key(""), RegisteredTaskObjectLifetime.Build) is null)
        {
            EndWithBuild(keeper, "");
        }
    }

    /// <summary>Looks whether it is there, since a register may get lost with all that is in it: then a session, and its claims, would outlive the build.</summary>
    private static void EndWithBuild(IBuildEngine4 engine, string name)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            engine.RegisterTaskObject(Key(name), new EndOfBuild(name), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            if (engine.GetRegisteredTaskObject(Key(name), RegisteredTaskObjectLifetime.Build) is not null)
            {
                return;
            }
        }
    }

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
