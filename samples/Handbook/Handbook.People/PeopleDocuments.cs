using Handbook.Documents;

namespace Handbook.People;

/// <summary>The documents that this library carries.</summary>
public static class PeopleDocuments
{
    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<Document> All { get; } = EmbeddedDocuments.ReadFrom(typeof(PeopleDocuments).Assembly);
}
