using System.Reflection;

namespace Handbook.Documents;

/// <summary>Reads the extracted texts that a library embeds, one resource a document.</summary>
public static class EmbeddedDocuments
{
    private const string Extension = ".txt";

    /// <summary>All documents of the library, in the order of their names.</summary>
    public static IReadOnlyList<Document> ReadFrom(Assembly library) =>
        [.. library.GetManifestResourceNames()
            .Where(resource => resource.EndsWith(Extension, StringComparison.Ordinal))
            .Select(resource => new Document(NameOf(resource), PagesOf(TextOf(library, resource))))
            .OrderBy(document => document.Name, StringComparer.Ordinal)];

    // A library that was built on Windows may name its resources with backslashes.
    private static string NameOf(string resource) => resource[..^Extension.Length].Replace('\\', '/');

    private static string TextOf(Assembly library, string resource)
    {
        using var reader = new StreamReader(library.GetManifestResourceStream(resource)!);

        return reader.ReadToEnd();
    }

    // Every page ends with a form feed, so what stands behind the last one is no page.
    private static string[] PagesOf(string text) => text.Split('\f')[..^1];
}
