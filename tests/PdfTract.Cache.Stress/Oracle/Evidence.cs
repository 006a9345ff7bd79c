using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress.Oracle;

/// <summary>One worker as the coordinator knows it after its end.</summary>
/// <param name="Settings">What it was told.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="ExitCode">How it ended; null when it had to be ended after minutes.</param>
/// <param name="WasKilled">It was meant to die.</param>
/// <param name="Errors">What it wrote to standard error.</param>
/// <param name="Lines">Its journal.</param>
internal sealed record Evidence(
    WorkerSettings Settings, int ProcessId, int? ExitCode, bool WasKilled, string Errors, IReadOnlyList<JournalLine> Lines);
