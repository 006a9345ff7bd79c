using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Build.Tests;

namespace PdfTract.Cache.Benchmarks.Builds;

/// <summary>Small PDFs, each with results of a real length, and an extractor that knows them: filling a cache takes no extracting then.</summary>
internal sealed class DocumentSet
{
    public const int TextLength = 8 << 10, JsonLength = 64 << 10;

    private readonly string _folder;

    /// <param name="folder">Where to make them.</param>
    /// <param name="count">How many.</param>
    /// <param name="length">A document's length, about: half of it is what no codec makes smaller, as in real ones.</param>
    /// <param name="pieces">What the results are cut from.</param>
    public DocumentSet(string folder, int count, int length, Pieces pieces)
    {
        _folder = folder;
        Count = count;
        Directory.CreateDirectory(Results);
        Directory.CreateDirectory(Pdfs);
        var random = new Random(1);
        var texts = pieces.Cut(TextLength, count, Item.Text);
        var jsons = pieces.Cut(JsonLength, count, Item.Json);
        for (var i = 0; i < count; i++)
        {
            var padding = new byte[length];
            random.NextBytes(padding);
            File.WriteAllBytes(PathOf(i), [.. TestPdfs.Bytes($"Document number {i}"), (byte)'%', .. padding]);
            File.Copy(texts[i].Source, Path.Combine(Results, $"d{i}.txt"));
            File.Copy(jsons[i].Source, Path.Combine(Results, $"d{i}.json"));
        }
    }

    public int Count { get; }

    public string Pdfs => Path.Combine(_folder, "pdfs");

    /// <summary>dN.txt and dN.json.</summary>
    public string Results => Path.Combine(_folder, "results");

    public static long ResultBytes(int documents) => (long)documents * (TextLength + JsonLength);

    public string PathOf(int document) => Path.Combine(Pdfs, $"d{document}.pdf");

    /// <summary>Puts documents into a folder. They have been there for a while, as documents have: the youngest are looked at twice.</summary>
    public void PlaceInto(string folder, int first, int count)
    {
        Directory.CreateDirectory(folder);
        for (var i = first; i < first + count; i++)
        {
            var document = Path.Combine(folder, $"d{i}.pdf");
            File.Copy(PathOf(i), document);
            File.SetLastWriteTimeUtc(document, DateTime.UtcNow.AddMinutes(-1));
        }
    }
}
