using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build.Tests;

/// <summary>A build engine that keeps what a task tells it. Tasks log from several threads, so this may be called from any.</summary>
internal sealed class RecordingBuildEngine : IBuildEngine9
{
    private readonly ConcurrentQueue<BuildErrorEventArgs> _errors = new();
    private readonly ConcurrentQueue<BuildWarningEventArgs> _warnings = new();
    private readonly ConcurrentQueue<BuildMessageEventArgs> _messages = new();
    private readonly ConcurrentDictionary<object, object> _taskObjects = new();
    private int _coresInUse;
    private int _coreRequests;
    private int _blockingRequests;

    public IReadOnlyList<BuildErrorEventArgs> Errors => [.. _errors];

    public IReadOnlyList<BuildWarningEventArgs> Warnings => [.. _warnings];

    public IReadOnlyList<BuildMessageEventArgs> Messages => [.. _messages];

    public IReadOnlyList<string> ErrorCodes => [.. _errors.Select(error => error.Code)];

    /// <summary>For the message of a failed assertion.</summary>
    public string ErrorText() => string.Join("\n", _errors.Select(error => $"{error.Code}: {error.Message}"));

    public IReadOnlyList<string> WarningCodes => [.. _warnings.Select(warning => warning.Code)];

    /// <summary>Called on the logging thread with each message, after it was kept: a place to act in the middle of a task.</summary>
    public Action<BuildMessageEventArgs>? OnMessage { get; init; }

    /// <summary>How many cores a request is granted at most.</summary>
    public int Cores { get; init; } = 2;

    /// <summary>Granted and not yet given back.</summary>
    public int CoresInUse => _coresInUse;

    public int CoreRequests => _coreRequests;

    /// <summary>Requests of a task that held cores already: MSBuild lets such a one wait until somebody else has done its work.</summary>
    public int BlockingRequests => _blockingRequests;

    /// <summary>Of a task that has a process of its own, where there are no cores to share.</summary>
    public bool IsTaskHost { get; init; }

    public Dictionary<string, string> GlobalProperties { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 1;

    public int ColumnNumberOfTaskNode => 1;

    public string ProjectFileOfTaskNode => "test.proj";

    public bool IsRunningMultipleNodes => false;

    public bool AllowFailureWithoutError { get; set; }

    public void LogErrorEvent(BuildErrorEventArgs e) => _errors.Enqueue(e);

    public void LogWarningEvent(BuildWarningEventArgs e) => _warnings.Enqueue(e);

    public void LogMessageEvent(BuildMessageEventArgs e)
    {
        _messages.Enqueue(e);
        OnMessage?.Invoke(e);
    }

    public void LogCustomEvent(CustomBuildEventArgs e)
    {
    }

    public void LogTelemetry(string eventName, IDictionary<string, string> properties)
    {
    }

    public bool ShouldTreatWarningAsError(string warningCode) => false;

    public IReadOnlyDictionary<string, string> GetGlobalProperties() => GlobalProperties;

    public int RequestCores(int requestedCores)
    {
        if (IsTaskHost)
        {
            throw new NotImplementedException();
        }

        Interlocked.Increment(ref _coreRequests);
        _ = _coresInUse == 0 || Interlocked.Increment(ref _blockingRequests) > 0;
        var granted = Math.Min(requestedCores, Cores);
        Interlocked.Add(ref _coresInUse, granted);
        return granted;
    }

    public void ReleaseCores(int coresToRelease) => Interlocked.Add(ref _coresInUse, -coresToRelease);

    /// <summary>How many objects get lost: with <c>-mt</c>, one thread's register may replace another's.</summary>
    public int LosesNext { get; set; }

    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection)
    {
        if (LosesNext > 0)
        {
            LosesNext--;
            return;
        }

        _taskObjects[key] = obj;
    }

    public object? GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => _taskObjects.GetValueOrDefault(key);

    public object? UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) =>
        _taskObjects.TryRemove(key, out var value) ? value : null;

    /// <summary>As MSBuild does at the end of a build.</summary>
    public void EndBuild()
    {
        foreach (var key in _taskObjects.Keys)
        {
            (UnregisterTaskObject(key, RegisteredTaskObjectLifetime.Build) as IDisposable)?.Dispose();
        }
    }

    public void Yield()
    {
    }

    public void Reacquire()
    {
    }

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) =>
        throw new NotSupportedException();

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs, string toolsVersion) =>
        throw new NotSupportedException();

    public bool BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IDictionary[] targetOutputsPerProject, string[] toolsVersion, bool useResultsCache, bool unloadProjectsOnCompletion) =>
        throw new NotSupportedException();

    public BuildEngineResult BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IList<string>[] removeGlobalProperties, string[] toolsVersion, bool returnTargetOutputs) =>
        throw new NotSupportedException();
}
