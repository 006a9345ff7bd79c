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
        Assert.That(run.Errors[0].Message, Does.Contain("'html'").And.Contain("'text'").And.Contain("'json'"));
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
    public void A_destination_that_is_a_folder_is_an_error()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("a"));
        Directory.CreateDirectory(run.Output("a.pdf"));

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1011", "a.pdf");
    }

    [Test]
    public void A_document_that_fails_does_not_stop_the_others()
    {
        using var run = new PdfPigRun()
            .With("a.pdf", Saying("a"), "text", "json").With("broken.pdf", [1, 2, 3], "text", "json").With("z.pdf", Saying("z"), "text", "json");

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1014", "broken.pdf");
        Assert.That(run.OutputFiles, Is.EqualTo(new[] { "a.pdf.json", "a.pdf.text", "z.pdf.json", "z.pdf.text" }));
    }

    [Test]
    public void A_document_that_breaks_on_a_later_page_is_an_error_that_names_the_page()
    {
        using var run = new PdfPigRun().With("a.pdf", BreaksOnTheSecondPage, "text", "json");

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1014", "a.pdf");
        Assert.That(run.Errors[0].Message, Does.Contain("page 2"));
    }

    [Test]
    public void Options_are_an_error_that_says_that_there_are_none()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("a"));
        run.Arguments.AddRange(["--", "-layout"]);

        Assert.That(run.Execute(), Is.False);
        AssertOnlyError(run, "PDFC1019", "a.pdf");
        Assert.That(run.Errors[0].Message, Does.Contain("takes none").And.Contain("PdfExtractOptions"));
    }

    [Test]
    public void Options_that_are_none_do_not_matter()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("a"));
        run.Arguments.Add("--");

        Assert.That(run.Execute(), Is.True);
    }

    [TestCase("--secrets:password=Open sesame")]
    [TestCase("--secret:Open sesame")]
    [TestCase("--pages=0-1")]
    [TestCase("--pages=2-1")]
    [TestCase("--pages=1")]
    [TestCase("--unreadable-pages=skip")]
    [TestCase("a.pdf")]
    public void An_argument_that_is_not_known_is_an_error_that_does_not_quote_a_secret(string argument)
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("a"));
        run.Arguments.Add(argument);

        Assert.That(run.Execute(), Is.False);
        Assert.That(run.ErrorCodes, Is.EqualTo(["PDFC1019"]));
        Assert.That(run.Errors[0].Message, Does.Contain("versions that do not fit together").And.Not.Contain("sesame"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no such names.")]
    public void A_name_with_a_line_break_stays_on_the_line_of_its_error()
    {
        using var run = new PdfPigRun().With("a\nb.pdf", [1, 2, 3]);

        Assert.That(run.Execute(), Is.False);
        Assert.That(run.Errors[0].Message, Does.Contain("a?b.pdf"));
    }

    private static void AssertOnlyError(PdfPigRun run, string code, string file)
    {
        Assert.That(run.ErrorCodes, Is.EqualTo(new[] { code }), string.Join("\n", run.Errors.Select(error => error.Message)));
        Assert.That(run.Errors[0].Message, Does.Contain(run.PathOf(file)));
    }
}
