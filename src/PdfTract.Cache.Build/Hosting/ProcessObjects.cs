using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build;

/// <summary>
/// Objects that the tasks of one process leave for each other, by name. The packages are loaded apart and have no static variable in
/// common, so they are kept with the process, by types of .NET alone. Safe for any number of threads.
/// </summary>
/// <remarks>
/// The build engine's own register only ends them with the build. Found with it they are not always: with <c>-mt</c>, threads that register
/// their first object at the same time each make the register, and what is in the losers' is lost (seen in SDK 10.0.401: of four projects up to
/// four did not find what they had just left).
/// </remarks>
internal static class ProcessObjects
{
    private const string Place = "PdfTract.Cache.Build: objects, 1";

    /// <summary>Keeps an object until it is taken, or until the build ends; then it is disposed of, if it can be.</summary>
    public static void Leave(IBuildEngine4 engine, string name, object value)
    {
        All[name] = value;
        engine.RegisterTaskObject(name, new EndOfBuild(name), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
    }

    /// <summary>One object for all who ask for the name in this process, until the build ends.</summary>
    public static object Share(IBuildEngine4 engine, string name, Func<object> make)
    {
        var shared = All.GetOrAdd(name, _ => make());
        engine.RegisterTaskObject(name, new EndOfBuild(name), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return shared;
    }

    /// <returns>Null when there is none: in another process it is.</returns>
    public static object? Find(string name) => All.TryGetValue(name, out var value) ? value : null;

    /// <returns>What nobody finds any more; null when there is none.</returns>
    public static object? Take(IBuildEngine4 engine, string name)
    {
        engine.UnregisterTaskObject(name, RegisteredTaskObjectLifetime.Build);
        return All.TryRemove(name, out var value) ? value : null;
    }

    private static ConcurrentDictionary<string, object> All
    {
        [SuppressMessage("Reliability", "CA2002", Justification = "All packages have to wait for the same lock, and each process has one application domain of ours.")]
        get
        {
            var process = AppDomain.CurrentDomain;
            lock (process)
            {
                if (process.GetData(Place) is not ConcurrentDictionary<string, object> all)
                {
                    process.SetData(Place, all = new(StringComparer.Ordinal));
                }

                return all;
            }
        }
    }

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
