namespace PdfTract.Cache.Build.Programs;

/// <summary>What made a program end.</summary>
internal enum ProgramEnding
{
    /// <summary>It ended by itself.</summary>
    Exited,

    /// <summary>It ran longer than it may, and was ended with all that it had started.</summary>
    TimedOut,

    /// <summary>It used more memory than it may, and was ended with all that it had started.</summary>
    OutOfMemory,
}

/// <summary>How a program ended.</summary>
/// <param name="Ending">Why.</param>
/// <param name="ExitCode">Has a meaning only when it ended by itself.</param>
/// <param name="Printed">What it printed: its standard output, then its standard error. Without its secrets.</param>
/// <param name="IsCut">It printed more than was kept.</param>
internal sealed record ProgramResult(ProgramEnding Ending, int ExitCode, string Printed, bool IsCut);
