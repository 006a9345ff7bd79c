extern alias PdfPigTasks;

using PdfPigTasks::PdfTract.Cache.Build;
using PdfPigTasks::PdfTract.Cache.Build.PdfPig;
using static PdfTract.Cache.Build.Tests.DrawnPdf;

namespace PdfTract.Cache.Build.Tests;

public class PdfPigFailureTests
{
    private static IEnumerable<TestCaseData> BrokenDocuments()
    {
        var whole = OfManyPages(5);
        yield return new TestCaseData(Array.Empty<byte>()).SetArgDisplayNames("nothing");
        yield return new TestCaseData(new byte[4096]).SetArgDisplayNames("zero bytes");
        yield return new TestCaseData("This is a letter and no PDF.\n"u8.ToArray()).SetArgDisplayNames("a text file");
        yield return new TestCaseData(whole[..100]).SetArgDisplayNames("the first 100 bytes");
        yield return new TestCaseData(whole[..(whole.Length / 4)]).SetArgDisplayNames("the first quarter");
        yield return new TestCaseData(OfObjects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>")).SetArgDisplayNames("no pages");
    }

    [TestCaseSource(nameof(BrokenDocuments))]
    public void A_broken_document_is_an_error_that_names_it(byte[] document)
    {
        using var run = new PdfPigRun().With("broken.pdf", document, "text", "json");

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1014", "broken.pdf");
        Assert.That(run.OutputFiles, Is.Empty);
    }

    [Test]
    public void A_document_with_a_password_is_an_error_that_names_it()
    {
        using var run = new PdfPigRun().With("sealed.pdf", WithPassword);

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1013", "sealed.pdf");
        Assert.That(run.OutputFiles, Is.Empty);
    }

    [Test]
    public void A_document_that_is_encrypted_and_opens_without_a_password_is_extracted()
    {
        using var run = new PdfPigRun().With("a.pdf", WithOwnerPassword);

        Assert.That(run.Execute(), Is.True);
        Assert.That(run.Text(), Is.EqualTo("Under seal\n\f"));
    }

    [Test]
    public void A_document_that_is_not_there_is_an_error_that_names_it()
    {
        using var run = new PdfPigRun().WithExtraction("missing.pdf");

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1001", "missing.pdf");
    }

    [Test]
    public void An_unknown_kind_is_an_error_that_names_it_and_the_known_ones()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("a"), "text", "html");

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1015", "a.pdf");
        Assert.That(run.Engine.Errors[0].Message, Does.Contain("'html'").And.Contain("'text'").And.Contain("'json'"));
        Assert.That(run.OutputFiles, Is.Empty, "all outputs of a document or none");
    }

    [Test]
    public void A_destination_that_cannot_be_written_is_an_error()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("a"));
        File.WriteAllText(run.PathOf("out"), "a file where the folder should be");

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1011", "a.pdf");
    }

    [Test]
    public void A_destination_that_cannot_be_replaced_leaves_no_temp()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("a"));
        Directory.CreateDirectory(Path.Combine(run.Output("a.pdf"), "occupied"));

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1011", "a.pdf");
        Assert.That(run.OutputFiles, Is.EqualTo(new[] { "a.pdf.text" }));
    }

    [Test]
    public void A_document_that_fails_does_not_stop_the_others_and_leaves_nothing()
    {
        using var run = new PdfPigRun()
            .With("a.pdf", Saying("a"), "text", "json").With("broken.pdf", [1, 2, 3], "text", "json").With("z.pdf", Saying("z"), "text", "json");

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1014", "broken.pdf");
        Assert.That(run.OutputFiles, Is.EqualTo(new[] { "a.pdf.json", "a.pdf.text", "z.pdf.json", "z.pdf.text" }));
        Assert.That(run.Extracted.Select(item => item.GetMetadata("Filename")), Is.EqualTo(new[] { "a.pdf", "a.pdf", "z.pdf", "z.pdf" }));
    }

    [Test]
    public void A_document_that_breaks_on_a_later_page_leaves_what_stood_there()
    {
        using var run = new PdfPigRun().With("a.pdf", BreaksOnTheSecondPage(), "text", "json");
        Directory.CreateDirectory(run.PathOf("out"));
        File.WriteAllText(run.Output("a.pdf"), "old");

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1014", "a.pdf");
        Assert.That(run.Engine.Errors[0].Message, Does.Contain("page 2"));
        Assert.That(run.OutputFiles, Is.EqualTo(new[] { "a.pdf.text" }));
        Assert.That(run.Text(), Is.EqualTo("old"));
    }

    [Test]
    public void Errors_come_in_the_order_of_the_documents()
    {
        var names = Enumerable.Range(0, 20).Select(i => $"broken{i}.pdf").ToArray();
        using var run = new PdfPigRun();
        Array.ForEach(names, name => run.With(name, [1, 2, 3]));

        run.Execute();

        Assert.That(run.Engine.Errors.Select(error => Path.GetFileName(error.File)), Is.EqualTo(names));
    }

    [Test]
    public void Two_documents_with_one_output_are_an_error_before_anything_is_extracted()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("a")).With("b.pdf", Saying("b"));
        run.Extractions[1].ItemSpec = run.Extractions[0].ItemSpec;

        Assert.That(run.Execute(), Is.False);
        Assert.That(run.Engine.ErrorCodes, Is.EqualTo(new[] { DiagnosticCodes.OutputsCollide }));
        Assert.That(run.OutputFiles, Is.Empty);
    }

    /// <summary>The content of the second page is not there.</summary>
    private static byte[] BreaksOnTheSecondPage() => OfObjects(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 200 100]>>",
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 6 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/Contents 99 0 R/Resources<<>>>>",
        Drawing("BT /F 12 Tf 20 50 Td (Text here) Tj ET"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");

    private static void AssertOnlyError(PdfPigRun run, string code, string file)
    {
        Assert.That(run.Engine.ErrorCodes, Is.EqualTo(new[] { code }), string.Join("\n", run.Engine.Errors.Select(error => error.Message)));
        Assert.That(run.Engine.Errors[0].File, Is.EqualTo(run.PathOf(file)));
        Assert.That(run.Engine.Errors[0].Message, Does.Contain(run.PathOf(file)));
        Assert.That(run.Engine.Errors[0].HelpLink, Does.EndWith("#" + code).IgnoreCase);
    }
}
