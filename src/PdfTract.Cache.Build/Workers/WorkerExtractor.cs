using System.Diagnostics;
using System.Globalization;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Extracting;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Programs;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Build.Workers;

/// <summary>
/// Has a worker do each document. A document is asked for once: what made one worker end would end the next. With a worker that can do pages alone, a long
/// document is done in ranges of pages, and threads that have nothing else to do take some of them.
/// </summary>
/// <param name="start">How a worker is started.</param>
/// <param name="workers">Where workers are kept.</param>
/// <param name="bounds">Of each document.</param>
/// <param name="sharing">Where ranges of pages are offered to other threads; null for a worker that cannot do pages alone (<c>PdfExtractWorkerByPages</c>).</param>
/// <param name="leavesUnreadablePagesEmpty">Whether a page that cannot be read is to be an empty one.</param>
internal sealed class WorkerExtractor(
    ProgramStart start, WorkerPool workers, ExtractionBounds bounds, PageSharing? sharing, bool leavesUnreadablePagesEmpty) : IExtractor
{
    private volatile bool _hasAnswered;

    public string Name => start.Program;

    public IEnumerable<string> FurtherKinds => [];

    public IEnumerable<string> SecretNames(string options) => Placeholders.FindSecrets(options);

    public ExtractorAnswer Extract(ExtractionJob job, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        if (sharing is null)
        {
            return Ask(job, job.Files, pages: null, clock, cancellationToken).Answer;
        }

        var document = new PagedDocument(job);
        using (sharing.Offer(document, range => Do(document, range, clock, cancellationToken)))
        {
            while (document.MayHaveMore)
            {
                while (document.TryTake() is { } range)
                {
                    Do(document, range, clock, cancellationToken);
                }

                // Another thread may have the first range, and then there are more.
                document.WaitForOthers();
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return document.Finish();
    }

    private void Do(PagedDocument document, PageRange range, Stopwatch clock, CancellationToken cancellationToken)
    {
        try
        {
            var (answer, pages) = Ask(document.Job, document.FilesOf(range), range, clock, cancellationToken);
            document.Done(range, answer, pages);
        }
        catch (Exception e)
        {
            document.Failed(e);
        }

        sharing!.Changed();
    }

    private (ExtractorAnswer Answer, int? Pages) Ask(
        ExtractionJob job, IReadOnlyList<(string Kind, string Path)> files, PageRange? pages, Stopwatch clock, CancellationToken cancellationToken)
    {
        var worker = workers.Take(start, cancellationToken);
        try
        {
            var began = clock.Elapsed;
            var answer = worker.Ask(
                id => new WorkerRequest(id, job.Document.Path, DigestOf(job.Document), files, job.Secrets, OptionsOf(job))
                {
                    Pages = pages is null ? null : (pages.First, pages.Last),
                    LeavesUnreadablePagesEmpty = leavesUnreadablePagesEmpty,
                },
                bounds.Timeout - began,
                cancellationToken);
            var printed = $"{answer.Response?.Output}\n{answer.Errors}".Trim();
            var failure = FailureOf(answer, job);
            if (failure is { Code: DiagnosticCodes.ExtractorOutOfMemory })
            {
                // One that says so itself has little left, and may be about to end: the next document would end with it.
                worker.Dispose();
            }

            return (new ExtractorAnswer(clock.Elapsed - began, printed, failure), answer.Response?.Pages);
        }
        finally
        {
            workers.Return(start, worker);
        }
    }

    /// <summary>A worker that never answers is wrong itself; one that has, or that says what became of it, met a document that it cannot do.</summary>
    private ExtractionFailure? FailureOf(WorkerAnswer answer, ExtractionJob job)
    {
        _hasAnswered |= answer.Ending == WorkerEnding.Answered;
        return Describe(answer, job) is { } failure
            ? failure with { IsOfDocument = _hasAnswered || answer.Ending == WorkerEnding.OutOfMemory || CauseOf(answer.Errors) is not null }
            : null;
    }

    private ExtractionFailure? Describe(WorkerAnswer answer, ExtractionJob job) => answer switch
    {
        { Ending: WorkerEnding.TimedOut } => ExtractionFailure.TimedOut(job.Document, Name, bounds.Timeout!.Value),
        { Ending: WorkerEnding.OutOfMemory } => ExtractionFailure.OutOfMemory(job.Document, Name, bounds.MaxMemory!.Value),
        { Ending: WorkerEnding.Died } => Died(answer, job),
        { Ending: WorkerEnding.NoAnswer } => new ExtractionFailure(
            DiagnosticCodes.WorkerAnsweredWrongly,
            $"Extracting '{job.Document.Path}' failed: what the worker '{Name}' wrote to its standard output is no answer to what it was asked, and it was ended.",
            "what the worker wrote is no answer",
            "A worker writes its answers to its standard output, one JSON object a line with the requestId that it was given, and nothing else."),
        { Response: { ExitCode: not 0 and var exitCode, Output: var output } } => StatedProblem.ErrorIn(output) is var (code, message)
            ? new ExtractionFailure(code, message, WithoutNames(message, job), "")
            : ExtractionFailure.Failed(job.Document, Name, exitCode, "The document may be damaged: open it in a viewer."),
        _ => null,
    };

    private ExtractionFailure Died(WorkerAnswer answer, ExtractionJob job)
    {
        var cause = CauseOf(answer.Errors);
        var ending = string.Format(CultureInfo.InvariantCulture, "exit code {0}{1}", answer.ExitCode, cause is null ? "" : ", " + cause);
        return new ExtractionFailure(
            DiagnosticCodes.WorkerDied,
            $"Extracting '{job.Document.Path}' failed: the worker '{Name}' ended in the middle of it ({ending}).",
            $"the worker ended in the middle of it ({ending})",
            "The document may be damaged, or made to break extractors: open it in a viewer. Replace it, remove it from the PdfDocument items, or go on without it: PdfExtractFailures=warning.");
    }

    /// <summary>As .NET, Java and Python say it.</summary>
    private static string? CauseOf(string errors)
    {
        bool Says(params string[] words) => words.Any(word => errors.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
        return Says("Stack overflow", "StackOverflowError", "RecursionError") ? "stack overflow"
            : Says("Out of memory", "OutOfMemory", "MemoryError") ? "out of memory"
            : null;
    }

    private static string WithoutNames(string message, ExtractionJob job) => message.Replace(job.Document.Path, "*");

    /// <summary>With the cache off nobody has taken it.</summary>
    private static string? DigestOf(PlannedDocument document) =>
        CacheKey.TryParse(document.Metadata(ItemMetadata.CacheKey), out var key) ? key.Fingerprint.ToString() : null;

    /// <summary>Each option with its secrets: the request goes through a pipe, which nobody else reads.</summary>
    private static IReadOnlyList<string> OptionsOf(ExtractionJob job) => CommandTemplate.ExpandOptions(job.Document.Options, job.Secrets);
}
