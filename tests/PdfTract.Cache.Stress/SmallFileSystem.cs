using System.Diagnostics;

namespace PdfTract.Cache.Stress;

/// <summary>A real file system of a few MiB, mounted for one row.</summary>
internal sealed class SmallFileSystem : IDisposable
{
    private SmallFileSystem(string path) => Path = path;

    public string Path { get; }

    /// <returns>Null where mounting is not allowed, with the reason.</returns>
    public static SmallFileSystem? TryMount(string path, int megabytes, out string reason)
    {
        reason = "";
        if (!OperatingSystem.IsLinux())
        {
            reason = "tmpfs is Linux's";
            return null;
        }

        Directory.CreateDirectory(path);
        reason = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "pdftract-stress", path);
        return reason.Length == 0 ? new SmallFileSystem(path) : null;
    }

    public void Dispose() => Run("umount", Path);

    /// <returns>What went wrong; empty when nothing did.</returns>
    private static string Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? "" : $"{program}: {error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
