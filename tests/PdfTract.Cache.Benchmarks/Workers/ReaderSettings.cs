using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Workers;

/// <summary>What a reading process is told, in one file.</summary>
/// <param name="Folder">The cache.</param>
/// <param name="Keys">What to read, with each one's kind.</param>
internal sealed record ReaderSettings(string Folder, IReadOnlyList<KeyValuePair<string, string>> Keys)
{
    public static ReaderSettings Of(string folder, IEnumerable<Item> items) =>
        new(folder, [.. items.Select(item => KeyValuePair.Create(item.Key.ToString(), item.Kind))]);
}
