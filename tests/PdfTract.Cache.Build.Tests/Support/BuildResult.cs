using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;

namespace PdfTract.Cache.Build.Tests;

/// <summary>What a build did, from its exit code and its binary log. What the console shows is for people.</summary>
internal sealed class BuildResult
{
    private static readonly Regex RunsInProcess = new(@"\A(?<task>\w+) runs in process (?<pid>[0-9]+)\.\z", RegexOptions.CultureInvariant);

    private static readonly Regex ComesFrom = new(@"\AUsing ""Pdf\w+"" task from assembly ""(?<path>[^""]+)""\.\z", RegexOptions.CultureInvariant);

    private readonly List<Diagnostic> _errors = [];
    private readonly List<Diagnostic> _warnings = [];
    private readonly List<string> _tasks = [];
    private readonly List<string> _targets = [];
    private readonly List<string> _messages = [];

    public BuildResult(ProcessResult process, string binaryLog)
    {
        Process = process;
        if (File.Exists(binaryLog))
        {
            foreach (var record in new BinLogReader().ReadRecords(binaryLog))
            {
                Take(record.Args);
            }
        }
    }

    public ProcessResult Process { get; }

    public int ExitCode => Process.ExitCode;

    public IReadOnlyList<Diagnostic> Errors => _errors;

    public IReadOnlyList<Diagnostic> Warnings => _warnings;

    public IReadOnlyList<string> Messages => _messages;

    /// <summary>The targets that ran, or were looked at and skipped.</summary>
    public IReadOnlyList<string> Targets => _targets;

    /// <summary>The tasks of these packages that ran, one name a run, but for those that read the properties and read and write the record.</summary>
    public IEnumerable<string> OurTasks => AllOurTasks.Where(task => task is not (nameof(PdfExtractSettings) or nameof(PdfExtractPlan) or nameof(PdfExtractRecord) or nameof(PdfExtractClean)));

    /// <summary>The tasks of these packages that ran, one name a run.</summary>
    public IEnumerable<string> AllOurTasks => _tasks.Where(task => task.StartsWith("Pdf", StringComparison.Ordinal));

    /// <summary>The processes that the tasks of these packages ran in, one a run.</summary>
    public IEnumerable<int> OurTasksProcesses => _messages
        .Select(message => RunsInProcess.Match(message))
        .Where(match => match.Success)
        .Select(match => int.Parse(match.Groups["pid"].Value, CultureInfo.InvariantCulture));

    /// <summary>The folders that the tasks of these packages were loaded from.</summary>
    public IEnumerable<string> OurTasksFolders => _messages
        .Select(message => ComesFrom.Match(message))
        .Where(match => match.Success)
        .Select(match => Path.GetDirectoryName(Path.GetFullPath(match.Groups["path"].Value))!)
        .Distinct();

    /// <summary>The warnings and errors of these packages.</summary>
    public IEnumerable<Diagnostic> OurWarnings => _warnings.Where(IsOurs);

    public IEnumerable<Diagnostic> OurErrors => _errors.Where(IsOurs);

    /// <summary>The build ended well, and without a warning of ours.</summary>
    public BuildResult Succeeded()
    {
        SucceededWith();
        return this;
    }

    /// <summary>The build ended well, with exactly one warning of ours, which has this code.</summary>
    public Diagnostic SucceededWithWarning(string code)
    {
        SucceededWith(code);
        return OurWarnings.Single();
    }

    /// <summary>The build ended well, with exactly these warnings of ours.</summary>
    public void SucceededWith(params string[] codes)
    {
        Assert.That(ExitCode, Is.Zero, Process.Output);
        Assert.That(OurWarnings.Select(warning => warning.Code), Is.EqualTo(codes), Process.Output);
    }

    /// <summary>The build failed, and the only errors in it are these of ours.</summary>
    public IReadOnlyList<Diagnostic> FailedWith(params string[] codes)
    {
        Assert.That(ExitCode, Is.Not.Zero, Process.Output);
        Assert.That(_errors.Select(error => error.Code), Is.EqualTo(codes), Process.Output);
        return _errors;
    }

    /// <summary>The build failed with exactly one error, which has this code.</summary>
    public Diagnostic FailedWithError(string code) => FailedWith(code)[0];

    private static bool IsOurs(Diagnostic diagnostic) => diagnostic.Code.StartsWith("PDFC", StringComparison.Ordinal);

    private void Take(BuildEventArgs? args)
    {
        switch (args)
        {
            case BuildErrorEventArgs error:
                _errors.Add(new Diagnostic(error.Code ?? "", error.Message ?? "", error.File ?? "", error.ProjectFile ?? ""));
                break;
            case BuildWarningEventArgs warning:
                _warnings.Add(new Diagnostic(warning.Code ?? "", warning.Message ?? "", warning.File ?? "", warning.ProjectFile ?? ""));
                break;
            case TaskStartedEventArgs task:
                _tasks.Add(task.TaskName);
                break;
            case TargetStartedEventArgs target:
                _targets.Add(target.TargetName);
                break;
            case BuildMessageEventArgs { Message: { } message }:
                _messages.Add(message);
                break;
        }
    }
}
