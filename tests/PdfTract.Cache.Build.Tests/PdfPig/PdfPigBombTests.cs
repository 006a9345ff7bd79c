using System.Text;
using static PdfTract.Cache.Build.Tests.PagePdf;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Small files that are made to keep their reader busy for ever, to fill its memory or to overflow its stack.</summary>
public class PdfPigBombTests
{
    private const string XObjects = "/XObject<</A 6 0 R/B 7 0 R>>";

    [TestCase("/A Do", "/A Do", TestName = "A_form_that_draws_itself_is_drawn_once")]
    [TestCase("/B Do", "/A Do", TestName = "Forms_that_draw_each_other_are_drawn_once")]
    public void A_cycle_of_forms_says_nothing_new(string a, string b) => Assert.That(
        ReadPdf.Text(Of(Say("Hello") + "/A Do\n" + Say("world", y: 100), resources: XObjects, objects: [Form(a, $"/Resources<<{XObjects}>>"), Form(b)])),
        Is.EqualTo("Hello\nworld\n\f"));

    [Test]
    public void A_form_whose_resources_are_those_of_the_page_may_not_draw_itself_either() =>
        Assert.That(ReadPdf.Text(Of(Say("Hello") + "/A Do", resources: "/XObject<</A 6 0 R>>", objects: [Form("/A Do")])), Is.EqualTo("Hello\n\f"));

    [Test]
    public void Forms_that_draw_each_other_ten_times_ten_levels_deep_are_an_error()
    {
        var forms = Enumerable.Range(7, 10).Select(next => Form(string.Concat(Enumerable.Repeat("/A Do ", 10)), $"/Resources<</XObject<</A {next} 0 R>>>>"));

        Assert.That(
            ReadPdf.Failure(Of("/A Do", resources: "/XObject<</A 6 0 R>>", objects: [.. forms, Form(Say("ha"))])),
            Does.Contain("on page 1: it draws more than 100,000 forms"));
    }

    [Test]
    public void Forms_that_are_nested_too_deeply_are_an_error()
    {
        var forms = Enumerable.Range(7, 60).Select(next => Form("/A Do", $"/Resources<</XObject<</A {next} 0 R>>>>"));

        Assert.That(
            ReadPdf.Failure(Of("/A Do", resources: "/XObject<</A 6 0 R>>", objects: [.. forms, Form(Say("deep"))])),
            Does.Contain("on page 1: its forms (XObjects) draw one another more than 50 levels deep"));
    }

    [Test]
    public void Content_that_is_packed_twice_and_fills_memory_is_an_error()
    {
        var document = Of("", "/Contents 6 0 R", objects: [Packed(new byte[200 * 1024 * 1024], times: 2)]).WithoutFirst("/Contents 4 0 R");

        Assert.That(document, Has.Length.LessThan(10_000));
        Assert.That(ReadPdf.Failure(document), Does.Contain("on page 1: a stream grows beyond 128 MB when it is decompressed"));
    }

    [Test]
    public void A_page_of_too_many_letters_is_an_error()
    {
        var content = Encoding.Latin1.GetBytes("BT /F 10 Tf 20 200 Td (" + new string('a', 3_000_000) + ") Tj ET");

        Assert.That(
            ReadPdf.Failure(Of("", "/Contents 6 0 R", objects: [Packed(content)]).WithoutFirst("/Contents 4 0 R")),
            Does.Contain("on page 1: it has more than 2,000,000 letters"));
    }

    [Test]
    public void States_that_are_saved_without_end_are_an_error() => Assert.That(
        ReadPdf.Failure(Of("", "/Contents 6 0 R", objects: [Packed([.. Enumerable.Repeat("q "u8.ToArray(), 200_000).SelectMany(bytes => bytes)])]).WithoutFirst("/Contents 4 0 R")),
        Does.Contain("on page 1: it saves more than 100,000 graphics states at once"));

    [TestCase("1 beginbfrange <00000000> <7FFFFFFF> <0041> endbfrange")]
    [TestCase("2 beginbfrange <0000> <00FF> [<0041> <0042>] <0000> <FFFFFFFF> <0041> endbfrange")]
    public void A_map_to_unicode_of_billions_of_characters_is_not_used(string ranges)
    {
        var map = DrawnPdf.Drawing($"begincmap 1 begincodespacerange <00> <FF> endcodespacerange {ranges} endcmap");
        const string Font = "<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 65/LastChar 65/Widths[500]/Encoding/WinAnsiEncoding/FontDescriptor 8 0 R/ToUnicode 7 0 R>>";
        const string Descriptor = "<</Type/FontDescriptor/FontName/X/Flags 32/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200>>";

        Assert.That(
            ReadPdf.Text(Of("BT /G 10 Tf 20 200 Td (A) Tj ET", "/Resources<</Font<</G 6 0 R>>>>", objects: [Font, map, Descriptor]).WithoutFirst("/Resources<</Font<</F 5 0 R>>>>")),
            Is.EqualTo("A\n\f"));
    }

    [TestCase("/W[0 2000000000 500]")]
    [TestCase("/W2[0 2000000000 -1000 500 880]")]
    public void Widths_of_billions_of_characters_are_not_used(string widths)
    {
        var descendant = "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>" + widths + "/FontDescriptor 8 0 R>>";
        const string Font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 9 0 R>>";
        const string Descriptor = "<</Type/FontDescriptor/FontName/X/Flags 32/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200>>";
        var map = DrawnPdf.Drawing("begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <0041> endbfchar endcmap");

        Assert.That(
            ReadPdf.Text(Of("BT /G 10 Tf 20 200 Td <0001> Tj ET", "/Resources<</Font<</G 6 0 R>>>>", objects: [Font, descendant, Descriptor, map]).WithoutFirst("/Resources<</Font<</F 5 0 R>>>>")),
            Is.EqualTo("A\n\f"));
    }

    [TestCase("/W[1 2 -2000]/Size 3")]
    [TestCase("/W[1 2 900000000]/Size 3")]
    [TestCase("/W[1 2 1]/Size 2000000000")]
    [TestCase("/W[1 2 1]/Index[0 2000000000]/Size 3")]
    public void A_cross_reference_stream_that_cannot_be_is_an_error(string entries) => Assert.That(
        ReadPdf.Failure(Encoding.Latin1.GetBytes($"%PDF-1.7\n1 0 obj\n<</Type/XRef{entries}/Root 2 0 R/Length 8>>\nstream\n01234567\nendstream\nendobj\nstartxref\n9\n%%EOF\n")),
        Does.Contain("cannot be read as a PDF"));

    [Test]
    public void A_reference_to_itself_is_nothing() =>
        Assert.That(ReadPdf.Text(Of(Say("Hello"), "/Annots 6 0 R/Rotate 7 0 R", objects: ["6 0 R", "8 0 R", "7 0 R"])), Is.EqualTo("Hello\n\f"));

    [Test]
    public void A_page_tree_that_contains_itself_has_the_pages_that_it_has() => Assert.That(
        ReadPdf.Text(DrawnPdf.OfObjects(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R 2 0 R 6 0 R]/Count 2/MediaBox[0 0 400 300]/Resources<</Font<</F 5 0 R>>>>>>",
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
            DrawnPdf.Drawing(Say("Hello")),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            "<</Type/Pages/Parent 2 0 R/Kids[3 0 R 6 0 R]/Count 1>>")),
        Is.EqualTo("Hello\n\fHello\n\f"));
}
