using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Outputs;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>
/// Extracts one document, whatever does it. The outputs are written in a private folder beside their destinations and renamed
/// into place when the extractor has ended well and left all of them: nobody sees half an extraction (H12, H48).
/// </summary>
/// <param name="extractor">Writes the outputs.</param>
/// <param name="documentSecrets">The documents' secrets.</param>
internal sealed class DocumentExtraction(IExtractor extractor, DocumentSecrets documentSecrets)
{
    /// <exception cref="OperationCanceledException">Cancelled; what was started was ended.</exception>
    public ExtractionOutcome Run(PlannedDocument document, CancellationToken cancellationToken)
    {
        var secrets = documentSecrets.Of(document)!;
        if (extractor.SecretNames(document.Options).FirstOrDefault(name => secrets.All(secret => secret.Name != name)) is { } unknown)
        {
            return new ExtractionOutcome(TimeSpan.Zero, null, new ExtractionFailure(DiagnosticCodes.SecretMissing,
                $"The command asks for the secret '{unknown}', which '{document.Path}' does not have.",
                $"it does not have the secret '{unknown}'",
                $"Name it in PdfExtractSecrets or in the item's ExtractSecrets, for example {unknown}=env:PDF_PASSWORD; or ask for it in the ExtractOptions of the documents that have it."));
        }

        var scratch = OutputTemps.NewBeside(document.Outputs[0].Path);
        try
        {
            Directory.CreateDirectory(scratch);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !IoError.IsScarcity(e))
        {
            return new ExtractionOutcome(TimeSpan.Zero, null, ExtractionFailure.NotWritable(document, e) with { Scratch = scratch });
        }

        try
        {
            var job = new ExtractionJob(document, FilesIn(scratch, document), secrets, scratch);
            var answer = extractor.Extract(job, cancellationToken);
            var failure = answer.Failure ?? FindMissing(job) ?? Place(job);
            return new ExtractionOutcome(answer.Elapsed, answer.Printed, failure is null ? null : failure with { Scratch = scratch });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ExtractionOutcome(TimeSpan.Zero, null, new ExtractionFailure(DiagnosticCodes.ExtractorNotStarted,
                $"Extracting '{document.Path}' could not begin: {e.Message}", $"it could not begin: {e.Message}",
                $"Check PdfExtractCommand or PdfExtractWorker, whose program is '{extractor.Name}', and the folder '{Path.GetDirectoryName(scratch)}'.", scratch));
        }
        finally
        {
            DeleteFolder(scratch);
        }
    }

    /// <summary>Those that were asked for come first.</summary>
    private List<(string Kind, string Path)> FilesIn(string scratch, PlannedDocument document)
    {
        var files = document.Outputs.Select(output => (output.Kind, Path: Path.Combine(scratch, Path.GetFileName(output.Path)))).ToList();
        var stem = Path.GetFileNameWithoutExtension(files[0].Path);
        files.AddRange(extractor.FurtherKinds
            .Where(kind => document.Outputs.All(output => output.Kind != kind))
            .Select(kind => (kind, Path.Combine(scratch, $"{stem}.{(kind == "text" ? "txt" : kind)}"))));
        return files;
    }

    private ExtractionFailure? FindMissing(ExtractionJob job)
    {
        var (kind, path) = job.Files.Take(job.Document.Outputs.Count).FirstOrDefault(file => !PlainFile.Exists(file.Path));
        return kind is null
            ? null
            : new ExtractionFailure(DiagnosticCodes.OutputMissing,
                $"Extracting '{job.Document.Path}' left the output '{kind}' out: '{extractor.Name}' ended with exit code 0 and wrote no '{path}'.",
                $"it left the output '{kind}' out",
                "Check what the extractor is told to write, for example the placeholders in PdfExtractCommand.");
    }

    private static ExtractionFailure? Place(ExtractionJob job)
    {
        try
        {
            var outputs = job.Document.Outputs;
            foreach (var folder in outputs.Select(output => Path.GetDirectoryName(output.Path)!).Distinct())
            {
                Directory.CreateDirectory(folder);
            }

            var pending = outputs.Zip(job.Files, (output, file) => new PendingOutput(output.Path, file.Path)).ToArray();
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
            return ExtractionFailure.NotWritable(job.Document, e);
        }
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

/// <summary>What became of one document's extraction.</summary>
/// <param name="Elapsed">How long the program ran.</param>
/// <param name="Printed">What it printed; null when it did not run.</param>
/// <param name="Failure">Null when every output is where it belongs.</param>
internal sealed record ExtractionOutcome(TimeSpan Elapsed, string? Printed, ExtractionFailure? Failure);
