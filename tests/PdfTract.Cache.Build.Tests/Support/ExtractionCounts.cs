using System.Text.Json;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The numbers that each project writes about its last run.</summary>
internal sealed record ExtractionCounts(int Documents, int FromCache, int Extracted, int Stored)
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    /// <summary>Everything was extracted, and all of it stored.</summary>
    public static ExtractionCounts Cold(int documents) => new(documents, 0, documents, documents);

    /// <summary>Everything came from the cache.</summary>
    public static ExtractionCounts Warm(int documents) => new(documents, documents, 0, 0);

    /// <summary>Everything was extracted, and nothing stored.</summary>
    public static ExtractionCounts NotStored(int documents) => new(documents, 0, documents, 0);

    public static ExtractionCounts Read(string path) => JsonSerializer.Deserialize<ExtractionCounts>(File.ReadAllText(path), CamelCase)!;
}
