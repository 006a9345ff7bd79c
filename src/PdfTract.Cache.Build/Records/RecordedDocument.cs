namespace PdfTract.Cache.Build.Records;

/// <summary>A document and what a build made of it.</summary>
/// <param name="Path">Relative to the project's folder where it is below it: a copied record names this checkout's documents then.</param>
/// <param name="State">As it was before it was hashed. Null when an edit could have left the same state: then the next build looks once more.</param>
/// <param name="Key">The cache key in text; empty where there is none.</param>
/// <param name="IsForeign">A file that no build made stands in an output's place: until the document is done, what is there is somebody's.</param>
/// <param name="Link">Its place among the results.</param>
/// <param name="Metadata">All other metadata that its results bear, by name.</param>
/// <param name="Outputs">One for each kind.</param>
internal sealed record RecordedDocument(
    string Path,
    FileState? State,
    string Key,
    bool IsForeign,
    string Link,
    IReadOnlyList<RecordedMetadata> Metadata,
    IReadOnlyList<RecordedOutput> Outputs);
