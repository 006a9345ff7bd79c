using System.Diagnostics;

namespace PdfTract.Cache.Stress;

/// <summary>Programs of the system: for what .NET has no call for, such as mounting and giving away files.</summary>
internal static class SystemTool
{
    /// <returns>What went wrong; empty when nothing did.</returns>
    public static string Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? "" : $"{program}: {error.Trim()} {output.Result.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
