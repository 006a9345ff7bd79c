using System.Diagnostics;

namespace PdfTract.Cache.Tests;

/// <summary>Runs <see cref="ChildProgram"/> under strace, which writes its system calls down or makes some of them fail.</summary>
internal static class Strace
{
    private static readonly Lazy<string?> WhyNot = new(FindOut);

    /// <summary>Ignores the test where strace cannot run.</summary>
    public static void Require()
    {
        if (WhyNot.Value is { } reason)
        {
            Assert.Ignore(reason);
        }
    }

    /// <returns>What the child printed, and strace's lines.</returns>
    public static (string Printed, string[] Lines) Run(string traceFile, IEnumerable<string> options, params IEnumerable<string> arguments)
    {
        var child = typeof(ChildProgram).Assembly.Location;
        var (exitCode, output) = Start(["-f", "-y", "-xx", "-s", "10000000", "-o", traceFile, .. options, "dotnet", child, .. arguments]);
        Assert.That(exitCode, Is.Zero, output);
        return (output, File.ReadAllLines(traceFile));
    }

    private static string? FindOut()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "System calls are recorded with strace, which is for Linux.";
        }

        try
        {
            var (exitCode, output) = Start(["-o", "/dev/null", "true"]);
            return exitCode == 0 ? null : $"strace may not trace here: {output}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"strace is not installed: {e.Message}";
        }
    }

    private static (int ExitCode, string Output) Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("strace", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
