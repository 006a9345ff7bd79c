using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Secrets;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>Makes the outputs of documents. All members may be called from any thread at once.</summary>
internal interface IExtractor
{
    /// <summary>For messages: what is run, without secrets.</summary>
    string Name { get; }

    /// <summary>Kinds that are made although nobody asked for them. They are written beside the others, and dropped.</summary>
    IEnumerable<string> FurtherKinds { get; }

    /// <returns>The names of the secrets that a document with these options needs.</returns>
    IEnumerable<string> SecretNames(string options);

    /// <summary>Writes the outputs of one document.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was started for it was ended.</exception>
    /// <exception cref="IOException">The program cannot be started.</exception>
    ExtractorAnswer Extract(ExtractionJob job, CancellationToken cancellationToken);
}

/// <summary>One document that is extracted.</summary>
/// <param name="Document">The document.</param>
/// <param name="Files">Each kind with the file to write; those that were asked for come first.</param>
/// <param name="Secrets">Its secrets.</param>
/// <param name="Scratch">A folder of its own, for more files if they are needed; they go with it.</param>
internal sealed record ExtractionJob(
    PlannedDocument Document, IReadOnlyList<(string Kind, string Path)> Files, IReadOnlyList<Secret> Secrets, string Scratch);

/// <summary>What an extractor says of a document.</summary>
/// <param name="Elapsed">How much work it was.</param>
/// <param name="Printed">What it printed, without secrets; null when it did not run.</param>
/// <param name="Failure">Null when it says that all outputs are written.</param>
internal sealed record ExtractorAnswer(TimeSpan Elapsed, string? Printed, ExtractionFailure? Failure);

/// <summary>What the extraction of one document may take. Null is no limit.</summary>
/// <param name="Timeout">The property <c>PdfExtractTimeout</c>.</param>
/// <param name="MaxMemory">In bytes, of the program with all that it started. The property <c>PdfExtractMaxMemory</c>.</param>
internal sealed record ExtractionBounds(TimeSpan? Timeout, long? MaxMemory);
