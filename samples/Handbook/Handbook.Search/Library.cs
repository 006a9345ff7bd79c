using Handbook.Documents;
using Handbook.Operations;
using Handbook.People;

namespace Handbook.Search;

internal static class Library
{
    /// <summary>The documents of both libraries, in the order of their names. What both of them list counts once.</summary>
    public static IReadOnlyList<Document> Documents { get; } =
        [.. PeopleDocuments.All
            .Concat(OperationsDocuments.All)
            .DistinctBy(document => document.Name)
            .OrderBy(document => document.Name, StringComparer.Ordinal)];
}
