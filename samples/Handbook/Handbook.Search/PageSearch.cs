using Handbook.Documents;

namespace Handbook.Search;

internal static class PageSearch
{
    /// <summary>The pages that have all the words: most occurrences first, then by name and page, so that the order never varies.</summary>
    public static IReadOnlyList<Hit> Find(IEnumerable<Document> documents, Query query) =>
        [.. documents
            .SelectMany(document => FindIn(document, query))
            .OrderByDescending(hit => hit.Occurrences)
            .ThenBy(hit => hit.Document.Name, StringComparer.Ordinal)
            .ThenBy(hit => hit.Page)];

    private static IEnumerable<Hit> FindIn(Document document, Query query)
    {
        for (var i = 0; i < document.Pages.Count; i++)
        {
            var text = new PageText(document.Pages[i]);
            var occurrences = query.Words.Select(word => text.PositionsOf(word).ToArray()).ToArray();

            if (occurrences.All(positions => positions.Length > 0))
            {
                yield return new Hit(document, i + 1, occurrences.Sum(positions => positions.Length), text.Around(occurrences[0][0]));
            }
        }
    }
}
