using System.Text;
using static PdfTract.Cache.Build.Tests.PagePdf;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Documents that PdfPig does not open as they are, and what is said of those that it does not open at all.</summary>
public class PdfPigOpeningTests
{
    /// <summary>What only the attachments need: the filter for streams does nothing.</summary>
    private const string AttachmentsAlone =
        "<</Filter/Standard/V 4/R 4/Length 128/P -4/EFF/StdCF/StmF/Identity/StrF/Identity/CF<</StdCF<</CFM/AESV2/AuthEvent/EFOpen/Length 16>>>>"
        + "/O<0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef>/U<0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef>>>";

    [Test]
    public void A_document_that_encrypts_its_attachments_alone_is_read_without_a_password() =>
        Assert.That(ReadPdf.Text(Encrypted(AttachmentsAlone)), Is.EqualTo("Hello\n\f"));

    [TestCase("/StmF/StdCF  ")]
    [TestCase("/StmF/StdCF/X")]
    public void A_document_whose_streams_are_encrypted_asks_for_its_password(string streams) =>
        Assert.That(ReadPdf.Failure(Encrypted(AttachmentsAlone.Replace("/StmF/Identity", streams, StringComparison.Ordinal))), Does.Contain("opens only with a password"));

    [Test]
    public void A_document_of_an_older_version_asks_for_its_password() =>
        Assert.That(ReadPdf.Failure(Encrypted(AttachmentsAlone.Replace("/V 4/R 4", "/V 2/R 3", StringComparison.Ordinal))), Does.Contain("opens only with a password"));

    [Test]
    public void A_title_that_cannot_be_decrypted_does_not_matter()
    {
        // AES has blocks of 16 bytes, and this has one byte.
        var sealedDocument = Encoding.Latin1.GetString(DrawnPdf.WithOwnerPassword);
        var trailer = sealedDocument[sealedDocument.LastIndexOf("/Root", StringComparison.Ordinal)..sealedDocument.LastIndexOf(">>", StringComparison.Ordinal)];
        var title = $"7 0 obj\n<</Title(a)>>\nendobj\n";
        var added = $"{title}xref\n7 1\n{sealedDocument.Length:0000000000} 00000 n \ntrailer\n<<{trailer.Replace("/Size 7", "/Size 8/Info 7 0 R/Prev 769", StringComparison.Ordinal)}>>\n"
            + $"startxref\n{sealedDocument.Length + title.Length}\n%%EOF\n";

        Assert.That(ReadPdf.Text(Encoding.Latin1.GetBytes(sealedDocument + added)), Is.EqualTo("Under seal\n\f"));
    }

    [Test]
    public void Damaged_bookmarks_do_not_matter() => Assert.That(
        ReadPdf.Text(Of(Say("Hello"), catalog: "/Names 6 0 R", objects: ["<</Dests 7 0 R>>", "<</Names[(a) 8 0 R (b)]/Kids 3>>", "[/None /XYZ (x) (y)]"])),
        Is.EqualTo("Hello\n\f"));

    [TestCase("", "the file is empty")]
    [TestCase("Dear Sir or Madam", "it is no PDF: those begin with %PDF-")]
    [TestCase("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n", "its structure is damaged")]
    public void A_file_that_cannot_be_opened_is_described_in_plain_words(string file, string expected)
    {
        var message = ReadPdf.Failure(Encoding.Latin1.GetBytes(file));

        Assert.That(message, Does.Contain("cannot be read as a PDF: ").And.Contain(expected).And.Contain("qpdf"));
        Assert.That(message, Does.Not.Contain("Object reference").And.Not.Contain("Exception").And.Not.Contain("Parameter"));
    }

    private static byte[] Encrypted(string dictionary)
    {
        var document = Encoding.Latin1.GetString(Of(Say("Hello"), objects: [dictionary]));
        return Encoding.Latin1.GetBytes(document.Replace("trailer\n<<", "trailer\n<</Encrypt 6 0 R/ID[<01><01>]", StringComparison.Ordinal));
    }
}
