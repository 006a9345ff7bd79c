using static PdfTract.Cache.Build.Tests.PagePdf;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Pages that viewers show, whatever is wrong with them: their text is there too.</summary>
public class PdfPigOddPageTests
{
    private const string Hello = "Hello world\n\f";

    [TestCase("/Rotate 45")]
    [TestCase("/MediaBox[0 0 0 0]")]
    [TestCase("/MediaBox[]")]
    [TestCase("/MediaBox[0 0 /None 9]")]
    [TestCase("/CropBox[5 5]")]
    public void A_page_of_an_odd_size_or_rotation_has_its_text(string entries) =>
        Assert.That(ReadPdf.Text(Of(Say("Hello world"), entries)), Is.EqualTo(Hello));

    [Test]
    public void An_empty_media_box_is_letter_size()
    {
        var page = ReadPdf.Pages(Of(Say("Hello world"), "/MediaBox[7 7 7 7]/Rotate 90"))[0].Contents;

        Assert.That((page.Width, page.Height, page.Rotation), Is.EqualTo((792.0, 612.0, 90)));
    }

    [Test]
    public void A_crop_box_is_inherited() =>
        Assert.That(
            ReadPdf.Pages(DrawnPdf.OfObjects(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 400 300]/CropBox[10 10 110 60]>>",
                "<</Type/Page/Parent 2 0 R>>"))[0].Contents is { Width: 100, Height: 50 },
            Is.True);

    [TestCase("/Cs 1 cs 3 scn /P scn /None sh")]
    [TestCase("/Nope gs")]
    [TestCase("/Nope Do")]
    [TestCase("/Image Do")]
    [TestCase("BT /Nope 12 Tf (lost) Tj ET")]
    [TestCase("BT /Broken 12 Tf (a) Tj ET 1 0 0 cm 5 Tc / Tf ] ) >> Tj")]
    [TestCase("Q Q EMC ET")]
    [TestCase("BI /W 4 /H 1 /BPC 8 /CS /G ID a EI q\x80 EI")]
    public void What_is_missing_or_broken_on_a_page_leaves_the_rest_of_its_text(string broken)
    {
        var document = Of(
            "q " + broken + " Q 0 Tc\n" + Say("Hello world"),
            resources: "/ColorSpace<</Cs[/Separation/Spot/DeviceRGB 7 0 R]/Odd[]/Other 12>>/Pattern<</P 99 0 R>>/Shading<</S 7>>/XObject<</Image 6 0 R/Odd 3>>",
            objects: ["<</Subtype/Image/Width 4/Filter/DCTDecode/Length 3>>\nstream\nabc\nendstream", "<</FunctionType 3/Functions[7 0 R]>>"]);

        Assert.That(ReadPdf.Text(document), Does.EndWith(Hello));
    }

    [TestCase("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Nope/ToUnicode 7 0 R>>", "<0001>")]
    [TestCase("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>]/ToUnicode 7 0 R>>", "<0001>")]
    [TestCase("<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 0/LastChar 1/Widths[500 500]/FontDescriptor<</Type/FontDescriptor/FontFile2 99 0 R>>/ToUnicode 7 0 R>>", "<01>")]
    [TestCase("<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 0/Widths 12/FontDescriptor 99 0 R/Encoding 98 0 R/ToUnicode 7 0 R>>", "<01>")]
    [TestCase("<</ToUnicode 7 0 R>>", "<01>")]
    public void A_font_that_cannot_be_loaded_says_what_its_map_to_unicode_says(string font, string code)
    {
        var digits = code.Length - 2;
        var map = $"begincmap 1 begincodespacerange <{new string('0', digits)}> <{new string('F', digits)}> endcodespacerange 1 beginbfchar {code} <03A9> endbfchar endcmap";
        var document = Of($"BT /Odd 10 Tf 20 200 Td {code} Tj ET", page: "/Resources<</Font<</Odd 6 0 R>>>>", objects: [font, DrawnPdf.Drawing(map)]);

        Assert.That(ReadPdf.Text(document.WithoutFirst("/Resources<</Font<</F 5 0 R>>>>")), Is.EqualTo("\u03A9\n\f"));
    }

    [Test]
    public void Operators_within_an_array_are_left_out() =>
        Assert.That(ReadPdf.Text(Of("BT /F 10 Tf 20 200 Td [(Grand) 0.0 Tc -250.0 (Clients) 0.0 Tc] TJ ET")), Is.EqualTo("Grand Clients\n\f"));

    [Test]
    public void An_array_without_an_end_ends_at_its_operator() =>
        Assert.That(ReadPdf.Text(Of("BT /F 10 Tf 20 200 Td [(Hello) -250 (world) TJ ET\n" + Say("again", y: 100))), Is.EqualTo("Hello world\nagain\n\f"));

    [Test]
    public void Text_outside_the_page_is_left_out()
    {
        var document = Of(Say("Hello world") + Say("right", x: 401) + Say("left", x: -40) + Say("above", y: 301) + Say("below", y: -1)
            + "BT 3 Tr /F 10 Tf 20 100 Td (Not drawn, but there) Tj ET");

        Assert.That(ReadPdf.Text(document), Is.EqualTo("Hello world\nNot drawn, but there\n\f"));
    }

    [Test]
    public void What_is_cut_off_the_medium_by_the_crop_box_alone_is_there() =>
        Assert.That(ReadPdf.Text(Of(Say("Hello world"), "/CropBox[300 0 400 100]")), Is.EqualTo(Hello));

    [Test]
    public void A_part_of_the_content_that_is_missing_leaves_the_others() =>
        Assert.That(ReadPdf.Text(Of(Say("Hello world"), "/Contents[99 0 R 4 0 R]").WithoutFirst("/Contents 4 0 R")), Is.EqualTo(Hello));

    [Test]
    public void Content_that_is_missing_as_a_whole_is_an_error_of_the_page_and_not_of_the_others()
    {
        var pages = ReadPdf.Pages(DrawnPdf.OfObjects(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 400 300]/Resources<</Font<</F 6 0 R>>>>>>",
            "<</Type/Page/Parent 2 0 R/Contents 99 0 R>>",
            "<</Type/Page/Parent 2 0 R/Contents 5 0 R>>",
            DrawnPdf.Drawing(Say("Hello world")),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"));

        Assert.That(pages[0].Failure!.Message, Does.Contain("on page 1").And.Contain("content is missing from the file or damaged"));
        Assert.That(pages[0].Contents.Words, Is.Empty);
        Assert.That((pages[1].Failure, pages[1].Contents.Text), Is.EqualTo((default(object), "Hello world\n")));
    }
}
