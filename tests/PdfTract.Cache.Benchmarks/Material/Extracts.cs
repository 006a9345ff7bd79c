namespace PdfTract.Cache.Benchmarks.Material;

/// <summary>What PdfPig made of real documents, and what that took.</summary>
/// <param name="From">Whose documents, for a reader.</param>
/// <param name="Documents">How many.</param>
/// <param name="Pages">Their pages.</param>
/// <param name="Seconds">How long the extractions took, one after another, in this process.</param>
/// <param name="Folder">Where the results are: N.text and N.json.</param>
internal sealed record Extracts(string From, int Documents, int Pages, double Seconds, string Folder)
{
    /// <summary>The results of one kind.</summary>
    public IEnumerable<string> FilesOf(string kind) => Enumerable.Range(0, Documents).Select(i => Path.Combine(Folder, $"{i}.{kind}"));

    /// <summary>All results' bytes: what <see cref="Seconds"/> of extracting give.</summary>
    public long Bytes => new[] { Item.Text, Item.Json }.SelectMany(FilesOf).Sum(file => new FileInfo(file).Length);
}
