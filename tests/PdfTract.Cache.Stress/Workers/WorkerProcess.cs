using System.Diagnostics;
using System.Text.Json;
using PdfTract.Cache.Stress.Hostile;

namespace PdfTract.Cache.Stress.Workers;

/// <summary>A worker in a process of its own, started from this very program.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>A worker that neither ends nor is killed is a deadlock; no honest one takes nearly as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>For one that was told to stop before it is waited for: it looks at that between two operations.</summary>
    private static readonly TimeSpan PatienceWhenTold = TimeSpan.FromMinutes(1);

    private const int LookEveryMilliseconds = 1000;

    private readonly DateTime _began = DateTime.UtcNow;
    private readonly Process _process;
    private readonly Task<string> _errors;

    private WorkerProcess(WorkerSettings settings, Process process)
    {
        Settings = settings;
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public WorkerSettings Settings { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static WorkerProcess Start(WorkerSettings settings)
    {
        var file = settings.JournalPath + ".settings.json";
        File.WriteAllText(file, JsonSerializer.Serialize(settings));
        var start = settings.User is { } user ? OtherUser.Start(user, settings.Program!)
            : settings.Program is null ? ThisProgram.Again()
            : new ProcessStartInfo(settings.Program);
        start.RedirectStandardError = true;
        start.ArgumentList.Add("worker");
        start.ArgumentList.Add(file);
        return new WorkerProcess(settings, Process.Start(start)!);
    }

    /// <summary>SIGKILL, or TerminateProcess.</summary>
    public void Kill() => _process.Kill();

    /// <returns>The exit code, or null for a worker that had to be ended.</returns>
    public int? Wait()
    {
        var clock = Stopwatch.StartNew();
        while (!_process.WaitForExit(LookEveryMilliseconds))
        {
            // Others may have been waited for before: how long it has been silent, the journal tells, and not this clock.
            var maxSilence = Settings.MaxSilenceSeconds > 0 ? TimeSpan.FromSeconds(Settings.MaxSilenceSeconds) : Patience;
            if (clock.Elapsed > Patience || SinceChange(Settings.JournalPath) > maxSilence || SinceChange(Settings.StopFile) > PatienceWhenTold)
            {
                _process.Kill();
                _process.WaitForExit();
                return null;
            }
        }

        _process.WaitForExit();
        return _process.ExitCode;
    }

    public string Errors() => _errors.Result;

    public void Dispose() => _process.Dispose();

    /// <summary>Each operation adds a line to the journal; a file that is not there yet has changed when the worker began.</summary>
    private TimeSpan SinceChange(string? path)
    {
        if (path is null)
        {
            return TimeSpan.Zero;
        }

        var changed = new FileInfo(path) is { Exists: true } file ? file.LastWriteTimeUtc : path == Settings.StopFile ? DateTime.UtcNow : _began;
        return DateTime.UtcNow - (changed > _began ? changed : _began);
    }
}
