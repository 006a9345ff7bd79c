namespace PdfTract.Cache.Build.Records;

/// <summary>A file that a build made, or was about to make.</summary>
/// <param name="Folder">The folder of results, as a full path.</param>
/// <param name="Place">Its path below that.</param>
/// <param name="State">As it was made; null when that is not known.</param>
internal sealed record FormerOutput(string Folder, string Place, FileState? State);
