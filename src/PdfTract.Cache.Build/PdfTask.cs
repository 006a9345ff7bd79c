using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Platform;
using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace PdfTract.Cache.Build;

/// <summary>
/// What every task here has in common, so that a task is its logic: cancellation, the outer edge of errors, coded messages
/// with help links. A task holds no state beyond its parameters and reads no environment and no current directory (H46);
/// <see cref="SecretValue"/> is the one exception.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "MSBuild disposes of no task, and may call Cancel after Execute has returned.")]
public abstract class PdfTask : MSBuildTask, ICancelableTask
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Runs the task. MSBuild calls this once an instance.</summary>
    /// <returns>Whether the build may go on: false on a logged error and on cancellation.</returns>
    public sealed override bool Execute()
    {
        // A binary log then shows which process did the work: one process for all projects under -mt.
        Log.LogMessage(MessageImportance.Low, "{0} runs in process {1}.", GetType().Name, Pid.Value.ToString(CultureInfo.InvariantCulture));
        try
        {
            Run(_cancellation.Token);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // MSBuild says that the build was cancelled; one more error would only bury it.
        }
        catch (Exception e) when (IsNoThreadOrMemory(e))
        {
            LogError(
                DiagnosticCodes.NoThreadOrMemory,
                file: null,
                "The system gives this build no more threads or memory. Raise its limits ('ulimit -u', 'ulimit -v', those of its container), or build with fewer nodes (-m:1).");
            LogDetail(e.ToString());
        }

        return !_cancellation.IsCancellationRequested && !Log.HasLoggedErrors;
    }

    /// <summary>Asks the running task to stop. MSBuild calls this on a thread of its own, at any time.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>The task's logic. It logs errors; it throws only what is a defect, and on cancellation.</summary>
    protected abstract void Run(CancellationToken cancellationToken);

    /// <summary>Logs an error of the user's input. <paramref name="file"/> is what the error is about, or null.</summary>
    private protected void LogError(string code, string? file, string message) =>
        Log.LogError(null, code, null, DiagnosticCodes.HelpLink(code), file, 0, 0, 0, 0, message, messageArgs: []);

    /// <summary>Logs trouble of the cache that the build survives.</summary>
    private protected void LogWarning(string code, string? file, string message) =>
        Log.LogWarning(null, code, null, DiagnosticCodes.HelpLink(code), file, 0, 0, 0, 0, message, messageArgs: []);

    /// <summary>
    /// Logs trouble of the cache once a build in this process: eight projects on one full disk are one warning and seven
    /// low messages.
    /// </summary>
    private protected void LogWarningOnce(string code, string? file, string message)
    {
        // The type is part of the key: two package versions in one node live in different load contexts.
        var key = (GetType(), code);
        if (BuildEngine4.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is not null)
        {
            Log.LogMessage(MessageImportance.Low, "{0}: {1}", code, message);
            return;
        }

        // Between the look and this, another thread may do the same under -mt: the price is a second warning.
        BuildEngine4.RegisterTaskObject(key, code, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        LogWarning(code, file, message);
    }

    /// <summary>Writes a file of the project's own; failing to is an error of its folder's.</summary>
    private protected void TryWrite(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogError(DiagnosticCodes.OutputNotWritable, path, $"'{path}' cannot be written: {e.Message} Check its permissions and the space on its disk.");
        }
    }

    /// <summary>
    /// .NET says so where a thread cannot be started, its pool's and its timers' own among them, and wraps it where that happens while a type of its
    /// own is made ready (H79).
    /// </summary>
    private static bool IsNoThreadOrMemory(Exception? e) => e is OutOfMemoryException || (e is not null && IsNoThreadOrMemory(e.InnerException));

    private protected void LogDetail(string message) => Log.LogMessage(MessageImportance.Low, "{0}", message);

    /// <summary>The same for a line a document: a thousand texts are made only for somebody who listens.</summary>
    private protected void LogDetail(Func<string> message)
    {
        if (Log.LogsMessagesOfImportance(MessageImportance.Low))
        {
            LogDetail(message());
        }
    }
}
