using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PdfTract.Cache.Build.PdfPig;

namespace PdfTract.Cache.Benchmarks.Material;

/// <summary>Extracts documents by the code of the embedded extractor, once; later runs find the results in artifacts/.</summary>
internal static class Extractor
{
    private const string Summary = "extracts.json";

    /// <param name="documents">A folder of PDFs; null for the samples'.</param>
    /// <param name="quick">Stop as soon as there is a little of everything.</param>
    public static Extracts Extract(string? documents, bool quick)
    {
        var from = documents is null ? "the samples' documents" : "a folder of real PDFs";
        var pdfs = Pdfs(documents);
        var folder = Path.Combine(BenchmarkOptions.Kept, "extracts", Fingerprint(pdfs, quick));
        var summary = Path.Combine(folder, Summary);
        if (File.Exists(summary))
        {
            return JsonSerializer.Deserialize<Extracts>(File.ReadAllText(summary))! with { Folder = folder };
        }

        Directory.CreateDirectory(folder);
        var (count, pages) = (0, 0);
        var worker = new ExtractionWorker();
        var clock = Stopwatch.StartNew();
        var (enough, patience) = quick ? (2L << 20, TimeSpan.FromSeconds(10)) : (24L << 20, TimeSpan.FromSeconds(45));
        foreach (var pdf in pdfs)
        {
            var response = worker.Answer(Request(pdf.FullName, folder, count));
            if (!response.Failed)
            {
                pages += response.Pages ?? 0;
                count++;
            }

            if (clock.Elapsed > patience || Enumerable.Range(0, count).Sum(i => new FileInfo(Path.Combine(folder, $"{i}.{Item.Json}")).Length) > enough)
            {
                break;
            }
        }

        var extracts = new Extracts(from, count, pages, clock.Elapsed.TotalSeconds, folder);
        File.WriteAllText(summary, JsonSerializer.Serialize(extracts));
        return extracts;
    }

    /// <summary>Small ones first: that makes the results of many documents, and not of one manual.</summary>
    public static IReadOnlyList<FileInfo> Pdfs(string? folder)
    {
        folder ??= Path.Combine(SourceTree.Root!, "samples", "Handbook", "documents");
        FileInfo[] pdfs = [.. new DirectoryInfo(folder).EnumerateFiles("*.pdf", SearchOption.AllDirectories).OrderBy(file => file.Length).ThenBy(file => file.Name, StringComparer.Ordinal)];
        return pdfs.Length > 0 ? pdfs : throw new InvalidOperationException($"There are no PDFs in '{folder}'.");
    }

    /// <summary>All pages, in the form that says how many there are.</summary>
    private static WorkRequest Request(string pdf, string folder, int number) => new(
        1,
        [
            $"--input={pdf}",
            .. new[] { Item.Text, Item.Json }.Select(kind => $"--output:{kind}={Path.Combine(folder, $"{number}.{kind}")}"),
            $"--pages=1-{int.MaxValue}",
        ],
        Digest: null);

    private static string Fingerprint(IEnumerable<FileInfo> pdfs, bool quick)
    {
        var names = string.Join('\n', pdfs.Select(file => $"{file.Name} {file.Length}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{quick}\n{names}")))[..16];
    }
}
