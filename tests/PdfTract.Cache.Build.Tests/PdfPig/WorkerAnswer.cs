namespace PdfTract.Cache.Build.Tests;

/// <summary>A line that a worker has answered.</summary>
internal sealed record WorkerAnswer(int ExitCode, string Output, int RequestId, int? Pages);
