using System.Diagnostics;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Extracts one document. All its outputs come of one parse and are written page by page, into temps beside their
/// destinations; they are moved into place when the last one is whole. Until then nobody sees anything, and whatever goes
/// wrong leaves no trace.
/// </summary>
internal static class DocumentExtraction
{
    /// <exception cref="OperationCanceledException">Cancelled; no temp is left. Anything else that goes wrong is in the outcome.</exception>
    public static ExtractionOutcome Run(PlannedDocument document, IReadOnlyList<Secret> secrets, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var files = new List<PendingFile>();
        try
        {
            CheckKinds(document);
            using var parser = new AbandonableThread($"PdfPig: {document.Path}");
            using var pdf = parser.Run(() => SourceDocument.Open(document.Path, secrets), cancellationToken);
            files.AddRange(document.Outputs.Select(output => new PendingFile(output.Path)));
            Write(document, number => parser.Run(() => pdf.ReadPage(number), cancellationToken), pdf, files, cancellationToken);
            foreach (var file in files)
            {
                GuardOutput(document, file.Publish);
            }

            return new ExtractionOutcome(pdf.PageCount, clock.Elapsed, null);
        }
        catch (ExtractionFailedException failure)
        {
            return new ExtractionOutcome(0, clock.Elapsed, failure);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private static void CheckKinds(PlannedDocument document)
    {
        foreach (var output in document.Outputs)
        {
            if (!OutputKinds.IsSupported(output.Kind))
            {
                throw new ExtractionFailedException(DiagnosticCodes.UnknownOutputKind,
                    $"'{document.Path}' is to be extracted as '{output.Kind}', which PdfPig's extractor does not know. It knows "
                    + $"{OutputKinds.Supported}. Correct PdfExtractOutputs.");
            }
        }
    }

    private static void Write(
        PlannedDocument document, Func<int, PageContents> readPage, SourceDocument pdf, List<PendingFile> files, CancellationToken cancellationToken)
    {
        var writers = new List<IOutputWriter>();
        GuardOutput(document, () =>
        {
            for (var i = 0; i < files.Count; i++)
            {
                writers.Add(OutputKinds.CreateWriter(document.Outputs[i].Kind, files[i].Create()));
                writers[i].Begin(pdf.Description);
            }
        });

        for (var number = 1; number <= pdf.PageCount; number++)
        {
            var page = readPage(number);
            GuardOutput(document, () => writers.ForEach(writer => writer.Write(page)));
        }

        cancellationToken.ThrowIfCancellationRequested();
        GuardOutput(document, () =>
        {
            writers.ForEach(writer => writer.End());
            files.ForEach(file => file.Close());
        });
    }

    private static void GuardOutput(PlannedDocument document, Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ExtractionFailedException(DiagnosticCodes.OutputNotWritable,
                $"The outputs of '{document.Path}' cannot be written: {e.Message} Check the space and the permissions of PdfExtractOutputDirectory.", e);
        }
    }
}
