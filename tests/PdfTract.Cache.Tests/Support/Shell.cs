using System.Diagnostics;

namespace PdfTract.Cache.Tests;

/// <summary>Runs programs of the system: what .NET has no call for, such as mounting and giving away files.</summary>
internal static class Shell
{
    /// <returns>What the program printed.</returns>
    /// <exception cref="InvalidOperationException">It failed, with its own words.</exception>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        return EndOf(process);
    }

    public static Process Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        return Process.Start(start)!;
    }

    /// <inheritdoc cref="Run"/>
    public static string EndOf(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}: {output}{errors.Result}");
    }
}
