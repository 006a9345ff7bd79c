using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Claims;

/// <summary>When a process of this machine began: together with its id that names it, since ids are used again.</summary>
internal static class ProcessLife
{
    /// <summary>There is no such process, or only its exit code is left of it.</summary>
    public const long Gone = 0;

    /// <returns>A number that is the same for all who ask; <see cref="Gone"/>; null when it cannot be told.</returns>
    public static long? StartOf(int processId) => Os.IsLinux ? OnLinux(processId) : Elsewhere(processId);

    /// <summary>In ticks of the kernel since it booted. What .NET makes of them is rounded anew in each process.</summary>
    private static long? OnLinux(int processId)
    {
        const int State = 0, Start = 19;
        try
        {
            var status = File.ReadAllText(string.Format(CultureInfo.InvariantCulture, "/proc/{0}/stat", processId));

            // A program's name may hold blanks and parentheses; none comes after it.
            var fields = status.Substring(status.LastIndexOf(')') + 1).TrimStart().Split(' ');
            return fields[State] is "Z" or "X" ? Gone
                : fields.Length > Start && long.TryParse(fields[Start], NumberStyles.None, CultureInfo.InvariantCulture, out var started) ? started
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where /proc is mounted with hidepid, other users' processes are not there to be seen.
            const int NoSuchProcess = 3;
            return Posix.Kill(processId, 0) == -NoSuchProcess ? Gone : null;
        }
    }

    private static long? Elsewhere(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited ? Gone : process.StartTime.ToUniversalTime().Ticks;
        }
        catch (ArgumentException)
        {
            return Gone;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}
