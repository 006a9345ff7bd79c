using System.Text.Json;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Real documents, where the environment variable PDFTRACT_CORPUS names a folder of them; without it there are no cases.</summary>
public class PdfPigCorpusTests
{
    /// <summary>The paths of the documents.</summary>
    public static IEnumerable<TestCaseData> Documents()
    {
        var corpus = Environment.GetEnvironmentVariable("PDFTRACT_CORPUS");
        return string.IsNullOrEmpty(corpus)
            ? []
            : Directory.EnumerateFiles(corpus, "*.pdf").Order(StringComparer.Ordinal).Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));
    }

    [TestCaseSource(nameof(Documents))]
    public void A_real_document_is_extracted_whole(string path)
    {
        using var run = new PdfPigRun().With("a.pdf", File.ReadAllBytes(path), "text", "json");

        Assert.That(run.Execute(), Is.True, string.Join("\n", run.Errors.Select(error => error.Message)));
        var text = run.Text();
        using var json = JsonDocument.Parse(File.ReadAllBytes(run.Output("a.pdf", "json")));
        var pages = json.RootElement.GetProperty("pages").EnumerateArray().ToArray();
        var words = pages.Sum(page => page.GetProperty("words").GetArrayLength());
        Assert.That(text.Count(c => c == '\f'), Is.EqualTo(pages.Length).And.EqualTo(json.RootElement.GetProperty("document").GetProperty("pages").GetInt32()));
        Assert.That(string.Concat(pages.Select(page => page.GetProperty("text").GetString() + "\f")), Is.EqualTo(text));
        // Manuals hold some hundreds a page; figures, title pages and Chinese, which has no spaces, hold fewer.
        Assert.That(words, Is.GreaterThan(20 * pages.Length).And.EqualTo(text.Split([' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.That(text.Count(c => c == '\ufffd'), Is.LessThan(text.Length / 100));
    }
}
