namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>What a contestant needs is not on this machine: its row says so.</summary>
internal sealed class NotInstalledException(string what) : Exception($"{what} is not installed");
