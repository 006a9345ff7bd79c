using System.Diagnostics;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Extracts one document. All its outputs come of one parse and are written page by page, into temps beside their
/// destinations; they are moved into place when the last one is whole. Until then nobody sees anything, and whatever goes
/// wrong leaves no trace.
/// </summary>
internal sealed class DocumentExtraction
{
    private readonly PlannedDocument _document;
    private readonly IReadOnlyList<Secret> _secrets;
    private readonly AbandonableWork _work = new();
    private readonly List<PendingFile> _files = [];

    private DocumentExtraction(PlannedDocument document, IReadOnlyList<Secret> secrets)
    {
        _document = document;
        _secrets = secrets;
    }

    /// <exception cref="OperationCanceledException">Cancelled; no temp is left. Anything else that goes wrong is in the outcome.</exception>
    public static ExtractionOutcome Run(PlannedDocument document, IReadOnlyList<Secret> secrets, CancellationToken cancellationToken)
    {
        var extraction = new DocumentExtraction(document, secrets);
        try
        {
            return extraction._work.Run(extraction.Run, cancellationToken);
        }
        finally
        {
            extraction._files.ForEach(file => file.Dispose());
        }
    }

    private ExtractionOutcome Run()
    {
        var clock = Stopwatch.StartNew();
        try
        {
            CheckKinds();
            using var pdf = SourceDocument.Open(_document.Path, _secrets);
            Write(pdf);
            return new ExtractionOutcome(pdf.PageCount, clock.Elapsed, null);
        }
        catch (ExtractionFailedException failure)
        {
            return new ExtractionOutcome(0, clock.Elapsed, failure);
        }
    }

    private void CheckKinds()
    {
        foreach (var output in _document.Outputs)
        {
            if (!OutputKinds.IsSupported(output.Kind))
            {
                throw new ExtractionFailedException(DiagnosticCodes.UnknownOutputKind,
                    $"'{_document.Path}' is to be extracted as '{output.Kind}', which PdfPig's extractor does not know. It knows "
                    + $"{OutputKinds.Supported}. Correct PdfExtractOutputs.");
            }
        }
    }

    private void Write(SourceDocument pdf)
    {
        var writers = new List<IOutputWriter>();
        Step(() =>
        {
            foreach (var output in _document.Outputs)
            {
                var file = new PendingFile(output.Path);
                _files.Add(file);
                var writer = OutputKinds.CreateWriter(output.Kind, file.Create());
                writers.Add(writer);
                writer.Begin(pdf.Description);
            }
        });

        for (var number = 1; number <= pdf.PageCount; number++)
        {
            var page = pdf.ReadPage(number);
            if (page.Failure is { } failure)
            {
                throw failure;
            }

            Step(() => writers.ForEach(writer => writer.Write(page.Contents)));
        }

        Step(() =>
        {
            writers.ForEach(writer => writer.End());
            _files.ForEach(file => file.Close());
            _files.ForEach(file => file.Publish());
        });
    }

    private void Step(Action step)
    {
        try
        {
            _work.Step(step);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ExtractionFailedException(DiagnosticCodes.OutputNotWritable,
                $"The outputs of '{_document.Path}' cannot be written: {e.Message} Check the space and the permissions of PdfExtractOutputDirectory.", e);
        }
    }
}
