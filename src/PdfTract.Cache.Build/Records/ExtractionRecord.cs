namespace PdfTract.Cache.Build.Records;

/// <summary>
/// What one project (one configuration, one framework) made, and from what. It says what is up to date, what Clean removes, what is removed because it is
/// made no more, and which files in a folder of the user's choice are the build's.
/// </summary>
/// <remarks>
/// Invariants: (1) up to date means "as recorded", never "newer"; (2) it is written before the first output is, with every place that is about to be
/// written, and again when the work has ended, with what was done: a build that is killed in between leaves nothing that counts as done, and no file
/// that nobody knows; (3) a record from another path is used for its list of results, and to remove nothing outside this project's intermediate folder.
/// </remarks>
/// <param name="Id">Of the build that wrote it. Two builds of one project at once must not complete each other's: a document may have changed in between.</param>
/// <param name="Origin">The record's own path when it was written.</param>
/// <param name="Began">When the build began that wrote it, in ticks of UTC.</param>
/// <param name="FolderName">The folder of results as the project names it.</param>
/// <param name="Folder">The same as a full path.</param>
/// <param name="Settings">What else decides on the results, a line each: properties with their values.</param>
/// <param name="Inputs">The files that all results depend on: <c>PdfExtractInput</c>.</param>
/// <param name="Tools">The extractor's own files, as far as they are known.</param>
/// <param name="Documents">In the order of the project.</param>
/// <param name="Former">What earlier builds made and this one does not: to be removed.</param>
internal sealed record ExtractionRecord(
    string Id,
    string Origin,
    long Began,
    string FolderName,
    string Folder,
    IReadOnlyList<string> Settings,
    IReadOnlyList<RecordedFile> Inputs,
    IReadOnlyList<RecordedFile> Tools,
    IReadOnlyList<RecordedDocument> Documents,
    IReadOnlyList<FormerOutput> Former)
{
    /// <summary>Every output, made or about to be made.</summary>
    public IEnumerable<FormerOutput> Outputs =>
        Documents.SelectMany(document => document.Outputs).Select(output => new FormerOutput(Folder, output.Place, output.State));

    /// <summary>Whether it was written at this path. A copy of an intermediate folder tells of another machine's files.</summary>
    public bool IsOf(string recordFile) => Origin == recordFile;
}

/// <summary>A file that a build made, or was about to make.</summary>
/// <param name="Folder">The folder of results, as a full path.</param>
/// <param name="Place">Its path below that.</param>
/// <param name="State">As it was made; null when that is not known.</param>
internal sealed record FormerOutput(string Folder, string Place, FileState? State);
