using System.Diagnostics;
using System.Text.Json;

namespace PdfTract.Cache.Benchmarks.Workers;

/// <summary>A clean-up that finds nothing to remove, in a process of its own: how long, and how much memory at most.</summary>
internal static class Sweep
{
    public static void Run(string folder)
    {
        // The first use of everything, on a cache with nothing in it.
        var small = Path.Combine(Path.GetTempPath(), $"pdftract-sweep-{Environment.ProcessId}");
        Clean(small);
        Directory.Delete(small, recursive: true);
        GC.Collect();
        var before = Memory("VmRSS");
        ResetPeak();
        var clock = Stopwatch.StartNew();
        var result = Clean(folder);
        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(new SweepFigures(result.RemainingEntries, seconds, Math.Max(0, Memory("VmHWM") - before))));
    }

    private static CleanupResult Clean(string folder)
    {
        Directory.CreateDirectory(folder);
        using var cache = new ExtractionCache(new CacheSettings(folder) { MaxSize = long.MaxValue, MaxAge = TimeSpan.FromDays(3650) });
        return cache.Cleanup();
    }

    private static void ResetPeak()
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                File.WriteAllText("/proc/self/clear_refs", "5");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Then the peak is the start's as well: higher than the truth, never lower.
            }
        }
    }

    /// <returns>Bytes; elsewhere than on Linux, what there is now.</returns>
    private static long Memory(string name) => OperatingSystem.IsLinux()
        ? 1024 * long.Parse(
            File.ReadLines("/proc/self/status").Single(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
            System.Globalization.CultureInfo.InvariantCulture)
        : Process.GetCurrentProcess().WorkingSet64;
}
