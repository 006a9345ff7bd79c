using System.Diagnostics;
using System.Text.Json;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The embedded extractor as a process, which these tests talk to as the build does.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>A hang guard, not a measurement.</summary>
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(2);

    /// <summary>As these tests were built with it.</summary>
    private static readonly string Built = Path.Combine(TestContext.CurrentContext.TestDirectory, PackedPackages.PdfPig + ".dll");

    private readonly Process _process;
    private readonly Task<string> _errors;
    private int _requests;

    public WorkerProcess(string? program = null, string argument = "--persistent_worker", params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(DotNet.Host, ["exec", program ?? Built, argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Sends a request and reads its answer.</summary>
    public WorkerAnswer Ask(params string[] arguments)
    {
        Send(Request(arguments));
        return Read();
    }

    /// <summary>A line of the input.</summary>
    public string Request(params string[] arguments) => JsonSerializer.Serialize(new { arguments, requestId = ++_requests });

    public void Send(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    public WorkerAnswer Read()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        Assert.That(line.Wait(HangGuard), Is.True, "the worker hangs");
        Assert.That(line.Result, Is.Not.Null, "the worker has ended");
        var answer = JsonSerializer.Deserialize<WorkerAnswer>(line.Result!, JsonSerializerOptions.Web)!;
        Assert.That(answer.RequestId, Is.EqualTo(_requests));
        return answer;
    }

    /// <summary>Ends the input and waits for the end of the process.</summary>
    /// <returns>Its exit code, and all that was not read of what it wrote.</returns>
    public (int ExitCode, string Output, string Errors) Close()
    {
        _process.StandardInput.Close();
        return WaitForEnd();
    }

    public (int ExitCode, string Output, string Errors) WaitForEnd()
    {
        Assert.That(_process.WaitForExit(HangGuard), Is.True, "the worker does not end");
        return (_process.ExitCode, _process.StandardOutput.ReadToEnd(), _errors.Result);
    }

    public void Dispose()
    {
        // Only when a test has failed: it may still be at work.
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
