using System.Diagnostics;

namespace PdfTract.Cache.Build;

/// <summary>What became of one document's extraction.</summary>
/// <param name="Elapsed">How long the program ran.</param>
/// <param name="ErrorCode">Null when every output is where it belongs.</param>
/// <param name="Error">What went wrong, to which file, and what to do.</param>
internal sealed record ExtractionOutcome(TimeSpan Elapsed, string? ErrorCode, string? Error);

/// <summary>
/// Runs the command for one document. The outputs are written in a private folder beside their destinations and renamed
/// into place when the program has ended well and left all of them: nobody sees half an extraction (H12, H48).
/// </summary>
internal sealed class CommandExtraction(CommandTemplate template, string program, string projectFolder, DocumentSecrets documentSecrets)
{
    public ExtractionOutcome Run(PlannedDocument document, CancellationToken cancellationToken)
    {
        var secrets = documentSecrets.Of(document)!;
        if (template.SecretNames(document.Options).FirstOrDefault(name => secrets.All(secret => secret.Name != name)) is { } unknown)
        {
            return new ExtractionOutcome(TimeSpan.Zero, DiagnosticCodes.SecretMissing,
                $"The command asks for the secret '{unknown}', which '{document.Path}' does not have. Name it in PdfExtractSecrets or in the item's "
                + $"ExtractSecrets, for example {unknown}=env:PDF_PASSWORD; or ask for it in the ExtractOptions of the documents that have it.");
        }

        var scratch = OutputTemps.NewBeside(document.Outputs[0].Path);
        var clock = Stopwatch.StartNew();
        try
        {
            Directory.CreateDirectory(scratch);
            var temps = document.Outputs.ToDictionary(output => output.Kind, output => Path.Combine(scratch, Path.GetFileName(output.Path)), StringComparer.Ordinal);
            foreach (var kind in template.NamedKinds.Where(kind => !temps.ContainsKey(kind)))
            {
                // The command makes it in any case. Nobody asked for it here, so it goes with the folder.
                temps.Add(kind, Path.Combine(scratch, "unasked." + kind));
            }

            IReadOnlyList<string> Arguments(IEnumerable<Secret> expanded) =>
                template.Expand(document.Path, temps, document.Options, expanded.ToDictionary(secret => secret.Name, secret => secret.Value));
            var (exitCode, said) = CommandRun.Run(program, Arguments(secrets), projectFolder, secrets, cancellationToken);
            var command = string.Join(" ", new[] { program }.Concat(Arguments([])));
            var elapsed = clock.Elapsed;
            if (exitCode != 0)
            {
                return new ExtractionOutcome(elapsed, DiagnosticCodes.ExtractorFailed,
                    $"Extracting '{document.Path}' failed: '{command}' ended with exit code {exitCode}. {Said(said)}Run the command by hand to see more.");
            }

            if (document.Outputs.FirstOrDefault(output => !IsFile(temps[output.Kind])) is { } missing)
            {
                return new ExtractionOutcome(elapsed, DiagnosticCodes.OutputMissing,
                    $"Extracting '{document.Path}' left the output '{missing.Kind}' out: '{command}' ended with exit code 0 and wrote no "
                    + $"'{temps[missing.Kind]}'. {Said(said)}Check the placeholders in PdfExtractCommand.");
            }

            return Place(document, temps, elapsed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ExtractionOutcome(clock.Elapsed, DiagnosticCodes.ExtractorNotStarted,
                $"Extracting '{document.Path}' could not begin: {e.Message} Check PdfExtractCommand and the folder '{Path.GetDirectoryName(scratch)}'.");
        }
        finally
        {
            DeleteFolder(scratch);
        }
    }

    private static ExtractionOutcome Place(PlannedDocument document, Dictionary<string, string> temps, TimeSpan elapsed)
    {
        try
        {
            foreach (var folder in document.Outputs.Select(output => Path.GetDirectoryName(output.Path)!).Distinct())
            {
                Directory.CreateDirectory(folder);
            }

            var pending = document.Outputs.Select(output => new PendingOutput(output.Path, temps[output.Kind])).ToArray();
            try
            {
                new OutputSwap(pending).Run();
            }
            finally
            {
                Array.ForEach(pending, output => output.DeleteTemps());
            }

            return new ExtractionOutcome(elapsed, null, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ExtractionOutcome(elapsed, DiagnosticCodes.OutputNotWritable,
                $"The outputs of '{document.Path}' cannot be written: {e.Message} Check the permissions of PdfExtractOutputDirectory.");
        }
    }

    private static bool IsFile(string path) => File.Exists(path) && RegularFile.MayBe(path);

    private static string Said(string said) => said.Length == 0 ? "It said nothing. " : $"It said: {said}\n";

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
