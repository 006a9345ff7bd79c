using PdfTract.Cache.Build.PdfPig;
using static PdfTract.Cache.Build.Tests.DrawnPdf;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// Parts of a document, joined, are byte for byte what one request gives: whatever the parts are, in whatever order they are made, and
/// whether the document was kept open or not.
/// </summary>
public sealed class PdfPigPartsTests
{
    private static readonly string[] Kinds = ["text", "json"];

    private string _folder = null!;

    [SetUp]
    public void Create_the_folder() => _folder = Directory.CreateTempSubdirectory("parts-").FullName;

    [TearDown]
    public void Remove_the_folder() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<TestCaseData> Drawn()
    {
        yield return Case("one page", Saying("Hello"));
        yield return Case("empty pages", OfPages([], []));
        yield return Case("seven pages", OfManyPages(7));
        yield return Case("a page that cannot be read", BreaksOnTheSecondPage);
        yield return Case("encrypted", WithOwnerPassword);
    }

    private static IEnumerable<TestCaseData> Real() => PdfPigCorpusTests.Documents().Select(document => document.Copy(File.ReadAllBytes((string)document.Arguments[0]!)));

    [TestCaseSource(nameof(Drawn))]
    [TestCaseSource(nameof(Real))]
    public void The_parts_of_a_document_are_the_whole_of_it(byte[] document)
    {
        File.WriteAllBytes(Path.Combine(_folder, "a.pdf"), document);
        var whole = Answer(new ExtractionWorker(), "");
        if (whole.Failed)
        {
            Assert.Ignore(whole.Output);
        }

        var expected = Kinds.Select(Read).ToArray();
        var pages = Answer(new ExtractionWorker(), "1-1").Pages!.Value;
        var kept = new ExtractionWorker();
        foreach (var size in new[] { 1, 2, 3, 64, pages / 2, pages - 1, pages }.Where(size => size > 0 && pages / size < 100).Distinct())
        {
            // The last one first: nobody promises an order.
            var parts = Enumerable.Range(0, (pages + size - 1) / size).Reverse().Select(i => Part($"{(i * size) + 1}-{(i + 1) * size}", i % 2 == 0 ? kept : new ExtractionWorker())).Reverse().ToArray();
            for (var kind = 0; kind < Kinds.Length; kind++)
            {
                Assert.That(parts.SelectMany(part => part[kind]).SequenceEqual(expected[kind]), Is.True, $"{Kinds[kind]} in parts of {size} pages");
            }
        }

        byte[][] Part(string range, ExtractionWorker worker)
        {
            Assert.That(Answer(worker, range) is { Failed: false, Pages: var count } && count == pages, Is.True, range);
            return [.. Kinds.Select(Read)];
        }
    }

    [Test]
    public void A_part_beyond_the_last_page_is_empty()
    {
        File.WriteAllBytes(Path.Combine(_folder, "a.pdf"), OfManyPages(3));

        Assert.That(Answer(new ExtractionWorker(), "4-9").Pages, Is.EqualTo(3));
        Assert.That(Kinds.Select(Read), Is.All.Empty);
    }

    private WorkResponse Answer(ExtractionWorker worker, string range) => worker.Answer(new WorkRequest(
        1,
        [
            $"--input={Path.Combine(_folder, "a.pdf")}",
            .. Kinds.Select(kind => $"--output:{kind}={Path.Combine(_folder, kind)}"),
            "--unreadable-pages=empty",
            .. range.Length > 0 ? [$"--pages={range}"] : Array.Empty<string>(),
        ],
        null));

    private byte[] Read(string kind) => File.ReadAllBytes(Path.Combine(_folder, kind));

    private static TestCaseData Case(string name, byte[] document) => new TestCaseData(document).SetArgDisplayNames(name);
}
