using Microsoft.Build.Logging.StructuredLogger;

namespace PdfTract.Cache.Benchmarks.Builds;

/// <summary>How long a task took, by the build's own binary log.</summary>
internal static class TaskTimes
{
    /// <returns>From the first begin to the last end of all of them: they may run in several nodes.</returns>
    public static TimeSpan Of(string log, string task)
    {
        var tasks = BinaryLog.ReadBuild(log).FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Task>(found => found.Name == task);
        return tasks.Count > 0
            ? tasks.Max(found => found.EndTime) - tasks.Min(found => found.StartTime)
            : throw new InvalidDataException($"'{task}' did not run.");
    }

    /// <summary>What makes a build write such a log.</summary>
    public static string Argument(string log) => $"-bl:{log};ProjectImports=None";
}
