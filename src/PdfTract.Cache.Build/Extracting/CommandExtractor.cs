using System.Diagnostics;
using PdfTract.Cache.Build.Programs;
using PdfTract.Cache.Build.Secrets;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>Runs the command of the property PdfExtractCommand, once for each document.</summary>
/// <param name="template">The command.</param>
/// <param name="program">The program's file.</param>
/// <param name="projectFolder">Where it runs.</param>
/// <param name="bounds">Of each run.</param>
/// <param name="supervision">Of the build.</param>
internal sealed class CommandExtractor(CommandTemplate template, string program, string projectFolder, ExtractionBounds bounds, ProgramSupervision supervision) : IExtractor
{
    public string Name => program;

    public IEnumerable<string> FurtherKinds => template.OutputKinds;

    public IEnumerable<string> SecretNames(string options) => template.SecretNames(options);

    public ExtractorAnswer Extract(ExtractionJob job, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var start = new ProgramStart(program, Arguments(job, job.Secrets), projectFolder, job.Secrets) { MaxMemory = bounds.MaxMemory };
        var result = ProgramRun.Run(start, bounds.Timeout, OutputExcerpt.OfOneDocument, supervision, cancellationToken);
        return new ExtractorAnswer(clock.Elapsed, result.Printed, FailureOf(result, job));
    }

    private IReadOnlyList<string> Arguments(ExtractionJob job, IEnumerable<Secret> expanded) =>
        template.Expand(job.Document.Path, job.Files, job.Document.Options, expanded.ToDictionary(secret => secret.Name, secret => secret.Value));

    private ExtractionFailure? FailureOf(ProgramResult result, ExtractionJob job)
    {
        string Shown() => string.Join(" ", [program, .. Arguments(job, [])]);
        return result switch
        {
            { Ending: ProgramEnding.TimedOut } => ExtractionFailure.TimedOut(job.Document, Shown(), bounds.Timeout!.Value),
            { Ending: ProgramEnding.OutOfMemory } => ExtractionFailure.OutOfMemory(job.Document, Shown(), bounds.MaxMemory!.Value),
            { ExitCode: not 0 } => ExtractionFailure.Failed(job.Document, Shown(), result.ExitCode, "Run the command by hand to see more."),
            _ => null,
        };
    }
}
