namespace PdfTract.Cache.Build.Tests;

/// <summary>How a process ended.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, int ProcessId)
{
    public ProcessResult Succeeded()
    {
        Assert.That(ExitCode, Is.Zero, Output);
        return this;
    }
}
