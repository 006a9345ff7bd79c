using PdfTract.Cache.Build.PdfPig;

namespace PdfTract.Cache.Build.Tests;

public class PdfPigCleanTextTests
{
    [TestCase("plain text", "plain text")]
    [TestCase("tab\tfeed\fline\nend", "tab feed line end")]
    [TestCase("soft\u00adhyphen", "soft\u00adhyphen")]
    [TestCase("\U0001d49e math", "\U0001d49e math")]
    public void White_space_becomes_spaces_and_text_stays(string text, string expected) =>
        Assert.That(CleanText.Of(text), Is.EqualTo(expected));

    // Not as test cases: a test's name cannot hold these either.
    [Test]
    public void Control_characters_and_noncharacters_are_replaced()
    {
        Assert.That(CleanText.Of("bell\u0007null\0delete\u007f"), Is.EqualTo("bell\ufffdnull\ufffddelete\ufffd"));
        Assert.That(CleanText.Of("no character \ufffe \uffff"), Is.EqualTo("no character \ufffd \ufffd"));
    }

    [Test]
    public void Halves_of_surrogate_pairs_are_replaced()
    {
        Assert.That(CleanText.Of("a\ud835"), Is.EqualTo("a\ufffd"));
        Assert.That(CleanText.Of("\udc9eb"), Is.EqualTo("\ufffdb"));
        Assert.That(CleanText.Of("\udc9e\ud835"), Is.EqualTo("\ufffd\ufffd"));
    }

    [TestCase("D:20240501123045+02'00'", "2024-05-01T12:30:45+02:00")]
    [TestCase("D:20240501123045-0530", "2024-05-01T12:30:45-05:30")]
    [TestCase("D:20240501123045Z", "2024-05-01T12:30:45Z")]
    [TestCase("D:20240501123045Z00'00'", "2024-05-01T12:30:45Z")]
    [TestCase("D:20240501123045", "2024-05-01T12:30:45")]
    [TestCase("20240501", "2024-05-01T00:00:00")]
    [TestCase("D:2024", "2024-01-01T00:00:00")]
    [TestCase("D:20241301", null)]
    [TestCase("D:20240501123045+99'00'", null)]
    [TestCase("Thursday", null)]
    public void Dates_become_iso_8601(string date, string? expected) =>
        Assert.That(PdfDate.ToIso8601(date), Is.EqualTo(expected));
}
