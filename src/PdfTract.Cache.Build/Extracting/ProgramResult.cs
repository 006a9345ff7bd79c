namespace PdfTract.Cache.Build;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Null when it ran longer than it may, and was ended with all that it had started.</param>
/// <param name="Printed">What it printed: its standard output, then its standard error. Without its secrets.</param>
/// <param name="IsCut">It printed more than was kept.</param>
internal sealed record ProgramResult(int? ExitCode, string Printed, bool IsCut);
