using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build;

/// <summary>Groups extraction items by document, and finds what cannot be meant before any work begins.</summary>
internal static class DocumentPlan
{
    /// <summary>How two paths are compared: as the file systems of the platform do by default.</summary>
    private static readonly StringComparer PathComparer =
        Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <param name="extractions">One item an output; see <see cref="ItemMetadata"/>.</param>
    /// <param name="logError">Takes code, file and message of each thing that is wrong.</param>
    /// <returns>The documents in the order of their first items. One that is listed under two links is there twice.</returns>
    public static IReadOnlyList<PlannedDocument> Create(IEnumerable<ITaskItem> extractions, Action<string, string?, string> logError)
    {
        var documents = new List<PlannedDocument>();
        var usable = extractions.Where(item => IsUsable(item, logError)).ToArray();
        var places = usable
            .GroupBy(item => item.GetMetadata(ItemMetadata.Document), PathComparer)
            .SelectMany(document => document.GroupBy(Place, PathComparer), (document, place) => (document.Key, place));
        foreach (var (path, items) in places)
        {
            if (CreateOne(path, [.. items], logError) is { } document)
            {
                documents.Add(document);
            }
        }

        ReportCollisions(documents, logError);
        return documents;
    }

    /// <summary>Asked before anything else, because a path is made of these, and half of the ways to do that throw.</summary>
    private static bool IsUsable(ITaskItem item, Action<string, string?, string> logError)
    {
        string[] names = [ItemMetadata.Document, ItemMetadata.TargetPath, ItemMetadata.Kind, ItemMetadata.ExtractOptions, ItemMetadata.CacheKey];
        var values = names.Select(name => (What: "metadata " + name, Value: item.GetMetadata(name))).Append((What: "name", Value: item.ItemSpec));
        foreach (var (what, value) in values)
        {
            if (UsableText.ProblemOf(value) is { } problem)
            {
                logError(DiagnosticCodes.InvalidProperty, null,
                    $"The {what} of the item '{Readable.Show(item.ItemSpec)}' {problem}: '{Readable.Show(value)}'. Correct the PdfDocument item that it comes from.");
                return false;
            }
        }

        return true;
    }

    /// <summary>The outputs of one document differ in their endings alone.</summary>
    private static string Place(ITaskItem item) => Path.ChangeExtension(item.GetMetadata(ItemMetadata.TargetPath), null);

    private static PlannedDocument? CreateOne(string path, IReadOnlyList<ITaskItem> items, Action<string, string?, string> logError)
    {
        var options = items.Select(item => item.GetMetadata(ItemMetadata.ExtractOptions)).Distinct(StringComparer.Ordinal).ToArray();
        if (options.Length > 1)
        {
            logError(DiagnosticCodes.DocumentListedTwice, path,
                $"'{path}' is listed with different options: '{string.Join("' and '", options.Select(Readable.Show))}'. Its outputs have one place and can hold "
                + "one result. List it once, or give one of the two PdfDocument items Link metadata, so that it has outputs of its own.");
            return null;
        }

        if (items.Select(item => item.GetMetadata(ItemMetadata.ExtractSecrets)).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            logError(DiagnosticCodes.DocumentListedTwice, path,
                $"'{path}' is listed with different ExtractSecrets. Its outputs have one place and can hold one result. List it once, or give "
                + "one of the two PdfDocument items Link metadata, so that it has outputs of its own.");
            return null;
        }

        // The same document listed twice in the same way is one document.
        var outputs = items
            .Select(item => new PlannedOutput(item.GetMetadata(ItemMetadata.Kind), item.GetMetadata("FullPath"), item))
            .GroupBy(output => output.Kind, StringComparer.Ordinal)
            .Select(kind => kind.First())
            .ToArray();
        return new PlannedDocument(path, options[0], outputs);
    }

    private static void ReportCollisions(List<PlannedDocument> documents, Action<string, string?, string> logError)
    {
        var owners = new Dictionary<string, PlannedDocument>(PathComparer);
        foreach (var (document, output) in documents.SelectMany(document => document.Outputs.Select(output => (document, output))))
        {
            if (owners.TryGetValue(output.Path, out var owner))
            {
                logError(DiagnosticCodes.OutputsCollide, document.Path,
                    $"'{document.Path}' and '{owner.Path}' would both be extracted to '{output.Path}'. "
                    + "Give one of the PdfDocument items Link metadata with another name.");
            }
            else
            {
                owners.Add(output.Path, document);
            }
        }
    }
}
