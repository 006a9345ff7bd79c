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

/// <summary>Metadata of an item; the value is what it stands for, without MSBuild's escapes.</summary>
internal sealed record RecordedMetadata(string Name, string Value);

/// <summary>One output as a build left it.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Place">Its path below the folder of results, with <c>/</c> between names.</param>
/// <param name="State">Null while it is not made, or no longer known to be as it was made.</param>
internal sealed record RecordedOutput(string Kind, string Place, FileState? State);
