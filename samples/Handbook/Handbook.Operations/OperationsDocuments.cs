using Handbook.Documents;

namespace Handbook.Operations;

/// <summary>The documents that this library carries.</summary>
public static class OperationsDocuments
{
    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<Document> All { get; } = EmbeddedDocuments.ReadFrom(typeof(OperationsDocuments).Assembly);
}
