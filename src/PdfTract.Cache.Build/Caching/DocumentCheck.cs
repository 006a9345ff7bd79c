namespace PdfTract.Cache.Build;

/// <summary>Finds what the user gave wrong, before anything is read or written: each is an error that says what to do.</summary>
internal sealed class DocumentCheck(Action<string, string?, string> logError)
{
    private static readonly StringComparison PathComparison =
        Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>What concerns the documents and their outputs.</summary>
    public void CheckDocuments(IReadOnlyList<PlannedDocument> documents)
    {
        foreach (var document in documents)
        {
            CheckDocument(document);
        }
    }

    /// <summary>The outputs must not lie where only entries belong.</summary>
    public void CheckAgainstCache(IReadOnlyList<PlannedDocument> documents, string cacheRoot)
    {
        var root = cacheRoot.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) + Path.DirectorySeparatorChar;
        foreach (var (document, output) in documents.SelectMany(document => document.Outputs, (document, output) => (document, output)))
        {
            if (output.Path.StartsWith(root, PathComparison))
            {
                logError(DiagnosticCodes.OutputInsideCache, document.Path,
                    $"The output '{output.Path}' would lie inside the cache '{root}', where only entries belong. "
                    + "Set PdfExtractOutputDirectory or PdfCacheDirectory to another folder.");
            }
        }
    }

    private void CheckDocument(PlannedDocument document)
    {
        if (!File.Exists(document.Path))
        {
            var what = Directory.Exists(document.Path) ? "is a folder" : "does not exist";
            logError(DiagnosticCodes.DocumentUnreadable, document.Path,
                $"The document '{document.Path}' {what}. Correct the PdfDocument item that lists it, or take it out.");
        }

        foreach (var output in document.Outputs)
        {
            if (!OutputKind.IsValid(output.Kind))
            {
                logError(DiagnosticCodes.UnknownOutputKind, document.Path,
                    $"'{output.Kind}' cannot be an output kind. PdfExtractOutputs takes names such as 'text;json': small letters, digits, '_' and '-'.");
            }

            if (Directory.Exists(output.Path))
            {
                logError(DiagnosticCodes.OutputNotWritable, document.Path,
                    $"The output '{output.Path}' of '{document.Path}' is a folder. Remove the folder, or set PdfExtractOutputDirectory to another place.");
            }
        }
    }
}
