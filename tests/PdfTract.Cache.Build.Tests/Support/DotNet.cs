using System.Diagnostics;
using System.Text;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Runs programs the way a user does: as processes with an environment that no surrounding `dotnet test` has coloured.</summary>
internal static class DotNet
{
    /// <summary>A hang guard, not a measurement: on a busy machine, packing takes a minute of it.</summary>
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(10);

    /// <summary>What a surrounding build or test run leaves behind, and what would lead a nested build astray.</summary>
    private static readonly string[] InheritedPrefixes = ["MSBUILD", "PDFTRACT_", "PDF", "VSTEST", "TESTINGPLATFORM"];

    private static readonly string[] InheritedNames =
        ["DOTNET_HOST_PATH", "DOTNET_STARTUP_HOOKS", "DOTNET_CLI_USE_MSBUILD_SERVER", "DOTNET_CLI_CONTEXT_VERBOSE", "XDG_CACHE_HOME", "Configuration", "Platform", "Version"];

    /// <summary>The `dotnet` that runs these tests.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Runs `dotnet` with these arguments.</summary>
    public static ProcessResult Run(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        Wait(Start(folder, environment, arguments));

    /// <summary>Starts `dotnet` with these arguments.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        StartProgram(Host, folder, environment, arguments);

    /// <summary>Runs a program of the system.</summary>
    public static ProcessResult RunProgram(string program, params string[] arguments) =>
        Wait(StartProgram(program, Path.GetTempPath(), new Dictionary<string, string?>(), arguments));

    /// <summary>Starts a program with the environment that a build gets.</summary>
    public static Process StartProgram(string program, string folder, IReadOnlyDictionary<string, string?> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(IsInherited).ToArray())
        {
            start.Environment.Remove(name);
        }

        // By default nothing outlives a test: no node, no server, no compiler.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment)
        {
            start.Environment.Remove(name);
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Waits for the end of a process, and takes all that it says.</summary>
    public static ProcessResult Wait(Process process)
    {
        using (process)
        {
            var output = new StringBuilder();
            DataReceivedEventHandler append = (_, e) =>
            {
                lock (output)
                {
                    output.AppendLine(e.Data);
                }
            };
            process.OutputDataReceived += append;
            process.ErrorDataReceived += append;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (!process.WaitForExit(HangGuard))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"'{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}' hung and was killed. It said: {output}");
            }

            // What has ended may have left a node that holds the pipes: its words are not waited for.
            using var flushed = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                process.WaitForExitAsync(flushed.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                process.CancelOutputRead();
                process.CancelErrorRead();
            }

            lock (output)
            {
                return new ProcessResult(process.ExitCode, output.ToString(), process.Id);
            }
        }
    }

    private static bool IsInherited(string name) =>
        InheritedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || InheritedNames.Contains(name, StringComparer.OrdinalIgnoreCase);
}
