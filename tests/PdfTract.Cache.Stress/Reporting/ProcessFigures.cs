using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>One worker: an operating system may give its process id to a later one.</summary>
internal sealed record ProcessFigures(
    string Profile, string CacheDirectory, int Worker, string Role, int ProcessId, int? ExitCode, bool WasKilled,
    int Operations, IReadOnlyDictionary<Operation, LatencySummary> LatencyMicroseconds)
{
    public static ProcessFigures Of(Evidence worker, string profile)
    {
        var latency = LatencySummary.ByOperation(worker.Lines);
        return new ProcessFigures(
            profile, worker.Settings.CacheDirectory, worker.Settings.Worker, worker.Settings.Role,
            worker.ProcessId, worker.ExitCode, worker.WasKilled,
            latency.Values.Sum(summary => summary.Count), latency);
    }
}
