using static PdfTract.Cache.Build.Tests.DrawnPdf;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The secret named <c>password</c> opens encrypted documents.</summary>
public sealed class PdfPigPasswordTests
{
    [Test]
    public void The_password_opens_a_document_of_AES_256() => Extracts(WithLongPassword, LongPassword);

    [Test]
    public void The_password_opens_a_document_of_AES_128() => Extracts(WithPassword, "secret");

    [Test]
    public void A_password_that_is_not_needed_does_not_matter()
    {
        Extracts(WithOwnerPassword, LongPassword);
        Extracts(Saying("Under seal"), LongPassword);
    }

    [Test]
    public void A_wrong_password_is_an_error_that_does_not_quote_it()
    {
        const string Wrong = "wrong-XqVb7Lw0ZkT9";
        using var run = Run(WithLongPassword, Wrong);

        Assert.That(run.Execute(), Is.False);
        Assert.That(run.ErrorCodes, Is.EqualTo(new[] { "PDFC1013" }));
        Assert.That(run.Errors[0].Message, Does.Contain("'password' does not open it").And.Contain(run.PathOf("a.pdf")));
        Assert.That(run.Errors[0].Message, Does.Not.Contain(Wrong));
        Assert.That(run.OutputFiles, Is.Empty);
    }

    [Test]
    public void Without_a_password_the_error_says_how_to_give_one()
    {
        using var run = new PdfPigRun().With("a.pdf", WithLongPassword);

        Assert.That(run.Execute(), Is.False);
        Assert.That(run.ErrorCodes, Is.EqualTo(new[] { "PDFC1013" }));
        Assert.That(run.Errors[0].Message, Does.Contain("ExtractSecrets=\"password=env:PDF_PASSWORD\"").And.Contain("password=file:path"));
    }

    [Test]
    public void A_secret_of_another_name_is_no_password()
    {
        using var run = Run(WithLongPassword, LongPassword, "pasword");

        Assert.That(run.Execute(), Is.False);
        Assert.That(run.Errors[0].Message, Does.Contain("opens only with a password"));
    }

    private static void Extracts(byte[] document, string password)
    {
        using var run = Run(document, password);

        Assert.That(run.Execute(), Is.True, string.Join('\n', run.Errors.Select(error => error.Message)));
        Assert.That(run.Text(), Is.EqualTo("Under seal\n\f"));
    }

    private static PdfPigRun Run(byte[] document, string value, string name = "password")
    {
        var run = new PdfPigRun().With("a.pdf", document);
        run.Arguments.Add($"--secret:{name}={value}");
        return run;
    }
}
