using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>Finds what the user gave wrong, before anything is read or written: each is an error that says what to do.</summary>
internal sealed class DocumentCheck(Action<string, string?, string> logError)
{
    private const string CorrectTheItem = "Correct the PdfDocument item that lists it, or take it out.";

    /// <summary>By the specification of Git LFS a pointer is shorter than this.</summary>
    private const int LongestPointer = 1024;
    private const string PointerStart = "version https://git-lfs.github.com/spec/";

    /// <summary>What concerns the documents and their outputs.</summary>
    public void CheckDocuments(IReadOnlyList<PlannedDocument> documents)
    {
        foreach (var document in documents)
        {
            CheckDocument(document);
        }
    }

    /// <summary>What the documents' outputs are called. A wrong name is wrong for all of them and said once.</summary>
    public void CheckKinds(IReadOnlyList<PlannedDocument> documents)
    {
        if (documents.Count > 0)
        {
            var most = documents.OrderByDescending(document => document.Outputs.Count).First();
            CheckKinds([.. documents.SelectMany(document => document.Outputs).Select(output => output.Kind).Distinct(StringComparer.Ordinal)], most);
        }
    }

    /// <param name="kinds">Each once.</param>
    /// <param name="most">The document that has most of them; null when every document has all.</param>
    public void CheckKinds(IReadOnlyCollection<string> kinds, PlannedDocument? most)
    {
        foreach (var kind in kinds.Where(kind => !OutputKind.IsValid(kind)))
        {
            logError(DiagnosticCodes.UnknownOutputKind, most?.Path,
                $"'{Readable.Show(kind)}' cannot be an output kind. PdfExtractOutputs takes names such as 'text;json': up to {OutputKind.MaxLength} small letters, digits, '_' and '-'.");
        }

        var count = most?.Outputs.Count ?? kinds.Count;
        if (count > EntryFormat.MaxOutputs)
        {
            logError(DiagnosticCodes.UnknownOutputKind, most?.Path,
                $"There are {count} output kinds, and a document can have {EntryFormat.MaxOutputs}. Take some out of PdfExtractOutputs: '{Readable.Show(string.Join(";", kinds))}'.");
        }
    }

    /// <summary>The outputs must not lie where only entries belong.</summary>
    public void CheckAgainstCache(IReadOnlyList<PlannedDocument> documents, string cacheRoot)
    {
        if (cacheRoot.Length == 0)
        {
            // It has an error of its own.
            return;
        }

        var root = SystemPath.AsFolder(cacheRoot);
        foreach (var document in documents)
        {
            foreach (var output in document.Outputs.Where(output => output.Path.StartsWith(root, SystemPath.Comparison)))
            {
                logError(DiagnosticCodes.OutputInsideCache, document.Path,
                    $"The output '{output.Path}' would lie inside the cache '{root}', where only entries belong. "
                    + "Set PdfExtractOutputDirectory or PdfCacheDirectory to another folder.");
            }
        }
    }

    private void CheckDocument(PlannedDocument document)
    {
        if (ProblemOf(document.Path) is { } problem)
        {
            logError(DiagnosticCodes.DocumentUnreadable, Readable.Show(document.Path),
                $"The document '{Readable.Show(document.Path)}' {problem}");
        }

        foreach (var output in document.Outputs)
        {
            if (Directory.Exists(output.Path))
            {
                logError(DiagnosticCodes.OutputNotWritable, document.Path,
                    $"The output '{output.Path}' of '{document.Path}' is a folder. Remove the folder, or set PdfExtractOutputDirectory to another place.");
            }
            else if (SystemPath.IsTooLong(output.Path))
            {
                logError(DiagnosticCodes.OutputNotWritable, Readable.Show(document.Path),
                    $"The output '{Readable.Show(output.Path)}' has a longer path than this system can hold. Give the document Link metadata with a shorter "
                    + "name, or set PdfExtractOutputDirectory to a place nearer to the root.");
            }
        }
    }

    private static string? ProblemOf(string document)
    {
        if (SystemPath.IsTooLong(document))
        {
            return "has a longer path than this system can hold. " + CorrectTheItem;
        }

        if (!File.Exists(document))
        {
            return (Directory.Exists(document) ? "is a folder. " : "does not exist. ") + CorrectTheItem;
        }

        return RegularFile.MayBe(document) ? ProblemOfContent(document) : "is a pipe, a device or a socket, and no regular file. " + CorrectTheItem;
    }

    /// <summary>What is no document whatever extracts it, and would be some extractor's riddle otherwise.</summary>
    private static string? ProblemOfContent(string document)
    {
        try
        {
            var file = new FileInfo(document);
            return file.Length == 0 ? "is empty: it has 0 bytes. A download or a copy may have failed; get it again. " + CorrectTheItem
                : file.Length <= LongestPointer && IsPointer(document) ? "is not there yet: its file is a pointer of Git LFS. Run: git lfs pull"
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it says why it cannot be read.
            return null;
        }
    }

    private static bool IsPointer(string document)
    {
        using var stream = SharedFile.OpenRead(document);
        foreach (var expected in PointerStart)
        {
            if (stream.ReadByte() != expected)
            {
                return false;
            }
        }

        return true;
    }
}
