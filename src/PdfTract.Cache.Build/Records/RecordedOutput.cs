namespace PdfTract.Cache.Build.Records;

/// <summary>One output as a build left it.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Place">Its path below the folder of results, with <c>/</c> between names.</param>
/// <param name="State">Null while it is not made, or no longer known to be as it was made.</param>
internal sealed record RecordedOutput(string Kind, string Place, FileState? State);
