using System.Globalization;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>Why a document was not extracted.</summary>
/// <param name="Code">One of <see cref="DiagnosticCodes"/>, or the extractor's own.</param>
/// <param name="Problem">What went wrong, to which document: a sentence.</param>
/// <param name="Kind">The same in few words and without the document's name. Two failures with one kind and one text are the same failure.</param>
/// <param name="Advice">What to do: a sentence.</param>
/// <param name="Scratch">The folder that its outputs were to be written to: another one for each document; empty when there was none.</param>
internal sealed record ExtractionFailure(string Code, string Problem, string Kind, string Advice, string Scratch = "")
{
    /// <summary>The extractor is known to work, so it is the document: however many fail so, the others may be right.</summary>
    public bool IsOfDocument { get; init; }

    public static ExtractionFailure NotWritable(PlannedDocument document, Exception e) => new(
        DiagnosticCodes.OutputNotWritable,
        $"The outputs of '{document.Path}' cannot be written: {e.Message}", "its outputs cannot be written", "Check the space and the permissions of PdfExtractOutputDirectory.");

    public static ExtractionFailure Failed(PlannedDocument document, string extractor, int exitCode, string advice)
    {
        var ending = "exit code " + exitCode.ToString(CultureInfo.InvariantCulture);
        return new ExtractionFailure(
            DiagnosticCodes.ExtractorFailed, $"Extracting '{document.Path}' failed: '{extractor}' ended with {ending}.", ending, advice);
    }

    public static ExtractionFailure TimedOut(PlannedDocument document, string extractor, TimeSpan limit)
    {
        var time = Show(limit);
        return new ExtractionFailure(
            DiagnosticCodes.ExtractorTimedOut,
            $"Extracting '{document.Path}' was stopped after {time}: '{extractor}' had not ended by then, and was ended with all that it had started.",
            $"it was stopped after {time}",
            "If the document needs longer, raise PdfExtractTimeout, for example to 1h; unlimited is no limit.");
    }

    public static ExtractionFailure OutOfMemory(PlannedDocument document, string extractor, long limit)
    {
        var memory = (limit / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture) + " MB";
        return new ExtractionFailure(
            DiagnosticCodes.ExtractorOutOfMemory,
            $"Extracting '{document.Path}' was stopped: '{extractor}' used more than {memory} of memory, and was ended with all that it had started.",
            $"it used more than {memory} of memory",
            "If the document needs more, raise PdfExtractMaxMemory, for example to 8GB; unlimited is no limit.");
    }

    private static string Show(TimeSpan time)
    {
        var (number, unit) = time.TotalMinutes >= 1 ? (time.TotalMinutes, "minute") : (time.TotalSeconds, "second");
        var text = number.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "1" ? $"1 {unit}" : $"{text} {unit}s";
    }
}
