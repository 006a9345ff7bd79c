using System.Diagnostics;
using System.Globalization;

namespace PdfTract.Cache.Benchmarks.Driving;

/// <summary>
/// The folder that a run makes everything in. It goes when the run is over and not before: for up to six minutes after many files were
/// deleted (longer than 35 s where their inodes wait to be written back), ext4 makes new ones up to ten times slower. A run that begins so
/// soon after another one waits.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Prefix = "run-";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private static string Stamp => Path.Combine(BenchmarkOptions.Kept, "last-deletion");

    public WorkFolder(bool quick)
    {
        Directory.CreateDirectory(BenchmarkOptions.Kept);
        var left = File.Exists(Stamp) ? File.GetLastWriteTimeUtc(Stamp) + Patience - DateTime.UtcNow : TimeSpan.Zero;
        if (!quick && left > TimeSpan.Zero)
        {
            Console.WriteLine($"The last run deleted its files just now: waiting for {Units.Seconds(left.TotalSeconds)}.");
            Thread.Sleep(left);
        }

        Folder = Path.Combine(BenchmarkOptions.Kept, $"{Prefix}{Environment.ProcessId}");
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; }

    public void Dispose()
    {
        foreach (var folder in Directory.GetDirectories(BenchmarkOptions.Kept, Prefix + "*").Where(folder => folder == Folder || IsAbandoned(folder)))
        {
            Directory.Delete(folder, recursive: true);
        }

        File.WriteAllText(Stamp, "");
    }

    /// <summary>Left by a run that was killed.</summary>
    private static bool IsAbandoned(string folder)
    {
        try
        {
            Process.GetProcessById(int.Parse(Path.GetFileName(folder).AsSpan(Prefix.Length), CultureInfo.InvariantCulture)).Dispose();
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
