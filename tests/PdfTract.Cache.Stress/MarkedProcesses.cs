using System.ComponentModel;
using System.Diagnostics;

namespace PdfTract.Cache.Stress;

/// <summary>Processes that have a variable of ours in their environment: builds, their nodes, and whatever those start. Linux alone tells.</summary>
internal static class MarkedProcesses
{
    public static string NewMark() => $"PDFTRACT_STRESS_{Guid.NewGuid():N}";

    /// <summary>Ids and command lines.</summary>
    public static IReadOnlyList<(int Id, string Command)> Of(string mark)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var found = new List<(int, string)>();
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "environ")).Contains(mark, StringComparison.Ordinal))
                {
                    var id = int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture);
                    found.Add((id, File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ').Trim()));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Gone already, or somebody else's.
            }
        }

        return found;
    }

    /// <summary>Ends those whose command line is meant.</summary>
    public static int End(string mark, Func<string, bool> isMeant)
    {
        var count = 0;
        foreach (var (id, _) in Of(mark).Where(process => isMeant(process.Command)))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
                count++;
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
            {
                // Gone already.
            }
        }

        return count;
    }

    /// <summary>What is ended by another process takes a moment to be gone.</summary>
    /// <returns>What was left; null when nothing was.</returns>
    public static string? Left(string mark)
    {
        var clock = Stopwatch.StartNew();
        while (Of(mark) is { Count: > 0 } left)
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(30))
            {
                return $"{left.Count} processes are left, such as {left[0].Id} ({left[0].Command})";
            }

            Thread.Sleep(50);
        }

        return null;
    }
}
