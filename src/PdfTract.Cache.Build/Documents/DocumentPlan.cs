using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Hosting;

namespace PdfTract.Cache.Build.Documents;

/// <summary>Groups extraction items by document, and finds what cannot be meant before any work begins.</summary>
/// <remarks>
/// Written with loops, as is all that every document of every build passes through: LINQ over tuples is compiled anew in each
/// process, whatever was compiled ahead, and cost more there than a thousand documents did.
/// </remarks>
internal static class DocumentPlan
{
    private static readonly string[] UsedMetadata =
        [ItemMetadata.Document, ItemMetadata.Link, ItemMetadata.Kind, ItemMetadata.ExtractOptions, ItemMetadata.CacheKey];

    /// <param name="extractions">One item an output; see <see cref="ItemMetadata"/>.</param>
    /// <param name="logError">Takes code, file and message of each thing that is wrong.</param>
    /// <returns>The documents in the order of their first items. One that is listed under two links is there twice.</returns>
    public static IReadOnlyList<PlannedDocument> Create(IEnumerable<ITaskItem> extractions, Action<string, string?, string> logError)
    {
        var documents = new List<PlannedDocument>();
        foreach (var items in GroupByPlace(extractions, logError))
        {
            if (CreateOne(items[0].GetMetadata(ItemMetadata.Document), items, logError) is { } document)
            {
                documents.Add(document);
            }
        }

        ReportCollisions(documents, logError);
        return documents;
    }

    private static List<List<ITaskItem>> GroupByPlace(IEnumerable<ITaskItem> extractions, Action<string, string?, string> logError)
    {
        var places = new List<List<ITaskItem>>();
        var placeOf = new Dictionary<string, List<ITaskItem>>(SystemPath.Comparer);
        foreach (var item in extractions)
        {
            if (!IsUsable(item, logError))
            {
                continue;
            }

            // No path holds a NUL.
            var place = item.GetMetadata(ItemMetadata.Document) + "\0" + Place(item);
            if (!placeOf.TryGetValue(place, out var items))
            {
                placeOf.Add(place, items = []);
                places.Add(items);
            }

            items.Add(item);
        }

        return places;
    }

    /// <summary>Asked before anything else, because a path is made of these, and half of the ways to do that throw.</summary>
    private static bool IsUsable(ITaskItem item, Action<string, string?, string> logError)
    {
        foreach (var name in UsedMetadata)
        {
            if (!IsUsable(item, "metadata " + name, item.GetMetadata(name), logError))
            {
                return false;
            }
        }

        return IsUsable(item, "name", item.ItemSpec, logError);
    }

    private static bool IsUsable(ITaskItem item, string what, string value, Action<string, string?, string> logError)
    {
        if (UsableText.ProblemOf(value) is not { } problem)
        {
            return true;
        }

        logError(DiagnosticCodes.InvalidProperty, null,
            $"The {what} of the item '{Readable.Show(item.ItemSpec)}' {problem}: '{Readable.Show(value)}'. Correct the PdfDocument item that it comes from.");
        return false;
    }

    /// <summary>The outputs of one document differ in their endings alone.</summary>
    private static string Place(ITaskItem item) => Path.ChangeExtension(item.GetMetadata(ItemMetadata.Link), null);

    private static PlannedDocument? CreateOne(string path, List<ITaskItem> items, Action<string, string?, string> logError)
    {
        if (!Agree(items, ItemMetadata.ExtractOptions))
        {
            var options = items.Select(item => item.GetMetadata(ItemMetadata.ExtractOptions)).Distinct(StringComparer.Ordinal);
            logError(DiagnosticCodes.DocumentListedTwice, path,
                $"'{path}' is listed with different options: '{string.Join("' and '", options.Select(Readable.Show))}'. Its outputs have one place and can hold "
                + "one result. List it once, or give one of the two PdfDocument items Link metadata, so that it has outputs of its own.");
            return null;
        }

        if (!Agree(items, ItemMetadata.ExtractSecrets))
        {
            logError(DiagnosticCodes.DocumentListedTwice, path,
                $"'{path}' is listed with different ExtractSecrets. Its outputs have one place and can hold one result. List it once, or give "
                + "one of the two PdfDocument items Link metadata, so that it has outputs of its own.");
            return null;
        }

        // The same document listed twice in the same way is one document.
        var outputs = new List<PlannedOutput>(items.Count);
        foreach (var item in items)
        {
            var kind = item.GetMetadata(ItemMetadata.Kind);
            if (!outputs.Exists(output => output.Kind == kind))
            {
                outputs.Add(new PlannedOutput(kind, item.GetMetadata("FullPath"), item));
            }
        }

        return new PlannedDocument(path, items[0].GetMetadata(ItemMetadata.ExtractOptions), outputs);
    }

    private static bool Agree(List<ITaskItem> items, string metadata)
    {
        var first = items[0].GetMetadata(metadata);
        return items.TrueForAll(item => item.GetMetadata(metadata) == first);
    }

    private static void ReportCollisions(List<PlannedDocument> documents, Action<string, string?, string> logError)
    {
        var owners = new Dictionary<string, PlannedDocument>(SystemPath.Comparer);
        foreach (var document in documents)
        {
            foreach (var output in document.Outputs)
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
}
