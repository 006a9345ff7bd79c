using System.Globalization;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Programs;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>
/// Asks an extractor for its version. Only what a program prints that ends well is a version: what it prints when it fails is the same for
/// all versions, and would give one's results to another (H56).
/// </summary>
/// <param name="command">The property <c>PdfExtractVersionCommand</c>.</param>
/// <param name="folder">The project's.</param>
/// <param name="searchPath">The PATH.</param>
/// <param name="limit">How long the extractor may take for a document; null for as long as it likes.</param>
/// <param name="logError">Takes code, file and message.</param>
internal sealed class VersionQuestion(string command, string folder, string searchPath, TimeSpan? limit, Action<string, string?, string> logError)
{
    /// <summary>A version is a line or a page.</summary>
    private const int MostPrinted = 8000;

    /// <summary>A program that is asked for its version has nothing to do.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <returns>Null when an error was logged.</returns>
    /// <exception cref="IOException">The program cannot be started.</exception>
    public string? Ask(CancellationToken cancellationToken)
    {
        if (CommandLine.Parse(command) is not { Count: > 0 } parts)
        {
            return Fail("has a double quote without its partner");
        }

        if (ShellSyntax.ProblemOf(parts) is { } problem)
        {
            return Fail($"cannot be used: {problem}");
        }

        if (Placeholders.FirstOf(parts.Select(part => part.Text)) is { } placeholder)
        {
            return Fail($"has {placeholder}, and nothing is replaced in it");
        }

        if (ProgramFile.Find(parts[0].Text, folder, searchPath) is not { } program)
        {
            return Fail("names a program that was not found in the project's folder or on the PATH");
        }

        var time = limit < LongestWait ? limit : LongestWait;
        var start = new ProgramStart(program, [.. parts.Skip(1).Select(part => part.Text)], folder, []);
        var result = ProgramRun.Run(start, time, MostPrinted, supervision: null, cancellationToken);
        return result switch
        {
            { Ending: not ProgramEnding.Exited } => Fail($"had not ended after {time!.Value.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)} seconds, and was ended"),
            { ExitCode: not 0 } => Fail($"ended with exit code {result.ExitCode.ToString(CultureInfo.InvariantCulture)}, so what it printed is no version: '{Readable.Show(result.Printed)}'"),
            { Printed: "" } => Fail("printed nothing, so there is no version to tell results apart by"),
            { IsCut: true } => Fail("printed more than a version has"),
            _ => result.Printed,
        };
    }

    private string? Fail(string problem)
    {
        logError(DiagnosticCodes.ExtractorNotStarted, null,
            $"PdfExtractVersionCommand ('{Readable.Show(command)}') {problem}. Correct it, or install its program. Set PdfExtractVersion instead, to the version in use, if the program does not tell it.");
        return null;
    }
}
