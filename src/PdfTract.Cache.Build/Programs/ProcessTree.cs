using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Programs;

/// <summary>
/// Ends a program with all that it started. A child whose parent has ended belongs to nobody in the system's tree; on Linux it is found by a
/// variable in its environment, which each call of a program has of its own and which all its descendants inherit.
/// </summary>
/// <remarks>
/// On macOS and on Windows such a child is not found. On Windows with .NET Framework the system's own <c>taskkill</c> ends the tree. A child that
/// clears its environment, or runs as another user, is found by its parent alone.
/// </remarks>
internal static class ProcessTree
{
    public const string MarkVariable = "PDFTRACT_RUN";

    /// <summary>What starts others faster than they are ended is looked for so many times.</summary>
    private const int MaxSweeps = 20;

    public static string NewMark() => Guid.NewGuid().ToString("N");

    /// <param name="root">The program. It may have ended.</param>
    /// <param name="mark">The value of its variable.</param>
    public static void End(Process root, string mark)
    {
        Try(() => EndTree(root));
        if (Os.IsLinux)
        {
            var entry = Encoding.ASCII.GetBytes($"{MarkVariable}={mark}");
            for (var sweep = 0; sweep < MaxSweeps && EndMarked(entry); sweep++)
            {
                Thread.Sleep(sweep);
            }
        }
    }

    private static void EndTree(Process root)
    {
#if NET
        root.Kill(entireProcessTree: true);
#else
        if (Os.IsWindows)
        {
            var program = Path.Combine(Environment.SystemDirectory, "taskkill.exe");
            var arguments = "/T /F /PID " + root.Id.ToString(CultureInfo.InvariantCulture);
            using var killer = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, CreateNoWindow = true });
            killer.WaitForExit();
        }

        if (!root.HasExited)
        {
            root.Kill();
        }
#endif
    }

    /// <returns>Whether there was any.</returns>
    private static bool EndMarked(byte[] entry)
    {
        var isAny = false;
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && IsMarked(folder, entry))
            {
                isAny = true;
                Try(() =>
                {
                    using var process = Process.GetProcessById(pid);
                    process.Kill();
                });
            }
        }

        return isAny;
    }

    /// <summary>A process that has ended has no environment, also while its parent has not yet asked how.</summary>
    private static bool IsMarked(string folder, byte[] entry)
    {
        try
        {
            var environment = File.ReadAllBytes(Path.Combine(folder, "environ"));
            for (var start = 0; start < environment.Length;)
            {
                var end = Array.IndexOf(environment, (byte)0, start);
                end = end < 0 ? environment.Length : end;
                if (end - start == entry.Length && environment.AsSpan(start, entry.Length).SequenceEqual(entry))
                {
                    return true;
                }

                start = end + 1;
            }

            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or it is another user's.
            return false;
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or ArgumentException or AggregateException or NotSupportedException)
        {
            // It has ended already, or it is another user's.
        }
    }
}
