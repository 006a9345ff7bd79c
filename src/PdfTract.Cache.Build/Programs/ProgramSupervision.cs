namespace PdfTract.Cache.Build.Programs;

/// <summary>What watches the programs of one build in this process: they end when the process is gone, and when they use too much memory. Safe for several threads.</summary>
internal sealed class ProgramSupervision : IDisposable
{
    public ProcessGuard Guard { get; } = new();

    public MemoryWatch Memory { get; } = new();

    /// <summary>Once all programs have ended.</summary>
    public void Dispose()
    {
        Memory.Dispose();
        Guard.Dispose();
    }
}
