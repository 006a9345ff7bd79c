namespace PdfTract.Cache.Benchmarks.Workers;

/// <summary>What one clean-up took.</summary>
/// <param name="Entries">How many entries it saw.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="PeakGrowth">By how many bytes the process's memory grew at most: managed, native and code.</param>
internal sealed record SweepFigures(long Entries, double Seconds, long PeakGrowth)
{
    public double EntriesPerSecond => Entries / Seconds;
}
