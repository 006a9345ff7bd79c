using System.Diagnostics;
using System.Globalization;

namespace PdfTract.Cache.Build;

/// <summary>
/// Runs the command for one document. The outputs are written in a private folder beside their destinations and renamed
/// into place when the program has ended well and left all of them: nobody sees half an extraction (H12, H48).
/// </summary>
/// <param name="template">The command.</param>
/// <param name="program">The program's file.</param>
/// <param name="projectFolder">Where it runs.</param>
/// <param name="limit">How long it may run; null for as long as it likes.</param>
/// <param name="documentSecrets">The documents' secrets.</param>
internal sealed class CommandExtraction(CommandTemplate template, string program, string projectFolder, TimeSpan? limit, DocumentSecrets documentSecrets)
{
    /// <summary>Enough of each end of what a program prints to see why it failed; a chatty one does not fill the log or the memory.</summary>
    private const int MostShown = 4000;

    /// <exception cref="OperationCanceledException">Cancelled; the program and what it started were ended.</exception>
    public ExtractionOutcome Run(PlannedDocument document, CancellationToken cancellationToken)
    {
        var secrets = documentSecrets.Of(document)!;
        if (template.SecretNames(document.Options).FirstOrDefault(name => secrets.All(secret => secret.Name != name)) is { } unknown)
        {
            return new ExtractionOutcome(TimeSpan.Zero, null, new ExtractionFailure(DiagnosticCodes.SecretMissing,
                $"The command asks for the secret '{unknown}', which '{document.Path}' does not have.",
                $"it does not have the secret '{unknown}'",
                $"Name it in PdfExtractSecrets or in the item's ExtractSecrets, for example {unknown}=env:PDF_PASSWORD; or ask for it in the ExtractOptions of the documents that have it."));
        }

        var scratch = OutputTemps.NewBeside(document.Outputs[0].Path);
        var clock = Stopwatch.StartNew();
        try
        {
            Directory.CreateDirectory(scratch);
            var temps = TempsIn(scratch, document);
            IReadOnlyList<string> Arguments(IEnumerable<Secret> expanded) =>
                template.Expand(document.Path, temps, document.Options, expanded.ToDictionary(secret => secret.Name, secret => secret.Value));
            var result = ProgramRun.Run(new ProgramCall(program, Arguments(secrets), projectFolder, secrets, limit, MostShown), cancellationToken);
            var elapsed = clock.Elapsed;
            var failure = FailureOf(result, document, temps, string.Join(" ", [program, .. Arguments([])])) ?? Place(document, temps);
            return new ExtractionOutcome(elapsed, result.Printed, failure is null ? null : failure with { Scratch = scratch });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ExtractionOutcome(clock.Elapsed, null, new ExtractionFailure(DiagnosticCodes.ExtractorNotStarted,
                $"Extracting '{document.Path}' could not begin: {e.Message}", $"it could not begin: {e.Message}",
                $"Check PdfExtractCommand, whose program is '{program}', and the folder '{Path.GetDirectoryName(scratch)}'.", scratch));
        }
        finally
        {
            DeleteFolder(scratch);
        }
    }

    /// <summary>Those that were asked for come first.</summary>
    private List<(string Kind, string Path)> TempsIn(string scratch, PlannedDocument document)
    {
        var temps = document.Outputs.Select(output => (output.Kind, Path: Path.Combine(scratch, Path.GetFileName(output.Path)))).ToList();
        var stem = Path.GetFileNameWithoutExtension(temps[0].Path);
        temps.AddRange(template.OutputKinds
            .Where(kind => document.Outputs.All(output => output.Kind != kind))
            .Select(kind => (kind, Path.Combine(scratch, $"{stem}.{(kind == "text" ? "txt" : kind)}"))));
        return temps;
    }

    private ExtractionFailure? FailureOf(ProgramResult result, PlannedDocument document, IEnumerable<(string Kind, string Path)> temps, string command)
    {
        if (result.ExitCode is not { } exitCode)
        {
            var time = Show(limit!.Value);
            var problem = $"Extracting '{document.Path}' was stopped after {time}: '{command}' had not ended by then, and was ended with all that it had started.";
            return new ExtractionFailure(DiagnosticCodes.ExtractorTimedOut, problem, $"it was stopped after {time}",
                "If the document needs longer, raise PdfExtractTimeout, for example to 1h; unlimited is no limit.");
        }

        if (exitCode != 0)
        {
            var ending = "exit code " + exitCode.ToString(CultureInfo.InvariantCulture);
            return new ExtractionFailure(DiagnosticCodes.ExtractorFailed,
                $"Extracting '{document.Path}' failed: '{command}' ended with {ending}.", ending, "Run the command by hand to see more.");
        }

        var path = temps.ToDictionary(temp => temp.Kind, temp => temp.Path, StringComparer.Ordinal);
        return document.Outputs.FirstOrDefault(output => !PlainFile.Exists(path[output.Kind])) is { } missing
            ? new ExtractionFailure(DiagnosticCodes.OutputMissing,
                $"Extracting '{document.Path}' left the output '{missing.Kind}' out: '{command}' ended with exit code 0 and wrote no '{path[missing.Kind]}'.",
                $"it left the output '{missing.Kind}' out",
                "Check the placeholders in PdfExtractCommand.")
            : null;
    }

    private static ExtractionFailure? Place(PlannedDocument document, IReadOnlyList<(string Kind, string Path)> temps)
    {
        try
        {
            foreach (var folder in document.Outputs.Select(output => Path.GetDirectoryName(output.Path)!).Distinct())
            {
                Directory.CreateDirectory(folder);
            }

            var pending = document.Outputs.Zip(temps, (output, temp) => new PendingOutput(output.Path, temp.Path)).ToArray();
            try
            {
                new OutputSwap(pending).Run();
            }
            finally
            {
                Array.ForEach(pending, output => output.DeleteTemps());
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ExtractionFailure(DiagnosticCodes.OutputNotWritable,
                $"The outputs of '{document.Path}' cannot be written: {e.Message}", "its outputs cannot be written", "Check the permissions of PdfExtractOutputDirectory.");
        }
    }

    private static string Show(TimeSpan time)
    {
        var (number, unit) = time.TotalMinutes >= 1 ? (time.TotalMinutes, "minute") : (time.TotalSeconds, "second");
        var text = number.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "1" ? $"1 {unit}" : $"{text} {unit}s";
    }

    private static void DeleteFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A program that outlives its parent may still write there. The folder is a temp by its name, and Clean removes it.
        }
    }
}
