using static PdfTract.Cache.Build.Tests.PagePdf;

namespace PdfTract.Cache.Build.Tests;

/// <summary>What the letters of a page mean together.</summary>
public class PdfPigMeaningTests
{
    private const string Vertical =
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-V/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>";

    private const string Descendant =
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 9 0 R>>";

    private const string Descriptor =
        "<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>";

    [TestCase("1.5 Tc (Letter spaced words here) Tj")]
    [TestCase("4 Tc (Letter spaced words here) Tj")]
    [TestCase("[(L)-150(e)-150(t)-150(t)-150(e)-150(r)-150( )(s)-150(p)-150(a)-150(c)-150(e)-150(d)-600(w)-150(o)-150(r)-150(d)-150(s)-600(h)-150(e)-150(r)-150(e)] TJ")]
    [TestCase("[(L)-300(e)-300(t)-300(t)-300(e)-300(r)-900(s)-300(p)-300(a)-300(c)-300(e)-300(d)-900(w)-300(o)-300(r)-300(d)-300(s)-900(h)-300(e)-300(r)-300(e)] TJ")]
    public void Letter_spaced_text_keeps_its_words(string show) =>
        Assert.That(ReadPdf.Text(Of($"BT /F 10 Tf 20 200 Td {show} ET")), Is.EqualTo("Letter spaced words here\n\f"));

    [TestCase("[(a)-333(b)-333(c)-333(d)-333(e)-333(f)] TJ", "a b c d e f")]
    [TestCase("[(to)-333(be)-333(or)-333(not)-333(to)-333(be)] TJ", "to be or not to be")]
    [TestCase("[(1)-900(2)-900(3)-900(4)-900(5)-900(6)] TJ", "1 2 3 4 5 6")]
    [TestCase("3.3 Tc [(a)330(,mid)] TJ", "a, m i d")]
    [TestCase("[(=)-333(t)-333(+)-333(u)-333(+)-333(v)-333(+)-333(x)-333(+)-333(z)] TJ", "= t + u + v + x + z")]
    public void Words_that_are_set_apart_stay_apart(string show, string expected) =>
        Assert.That(ReadPdf.Text(Of($"BT /F 10 Tf 20 200 Td {show} ET")).Split('\n')[0], Is.EqualTo(expected));

    [Test]
    public void Vertical_writing_keeps_its_lines()
    {
        const string Content = "BT /V 20 Tf 300 250 Td <306730593002306730593002> Tj ET BT /V 20 Tf 270 250 Td <30593067> Tj ET";
        var map = DrawnPdf.Drawing("begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <3000> <30FF> <3000> endbfrange endcmap");
        var document = Of(Content, "/Resources<</Font<</V 6 0 R>>>>", objects: [Vertical, Descendant, map, Descriptor]).WithoutFirst("/Resources<</Font<</F 5 0 R>>>>");

        var page = ReadPdf.Pages(document)[0].Contents;

        Assert.That(page.Text, Is.EqualTo("です。です。\nすで\n"));
        Assert.That((page.Words[0].Box.Left, page.Words[0].Box.Right), Is.EqualTo((290.0, 310.0)), "centred below the pen");
        Assert.That(page.Words[0].Box.Height, Is.EqualTo(120).Within(0.001), "six characters of 20 points");
    }

    [TestCase("/Span <</ActualText (Hello)>> BDC", "Hello world")]
    [TestCase("/Span <</ActualText <FEFF0048006C>>> BDC", "Hl world")]
    [TestCase("/Span /Properties BDC", "by name world")]
    [TestCase("/Span <</ActualText (a b)>> BDC /Span <</ActualText (inner)>> BDC EMC", "a b world")]
    [TestCase("/Span <</ActualText ()>> BDC", "world")]
    [TestCase("/Span <</Lang(en)>> BDC", "xyz world")]
    public void Replacement_text_stands_for_what_is_drawn(string begin, string expected)
    {
        var document = Of(
            $"BT /F 10 Tf 20 200 Td {begin} (x) Tj (yz) Tj EMC ( world) Tj ET", resources: "/Properties<</Properties 6 0 R>>", objects: ["<</ActualText(by name)>>"]);

        Assert.That(ReadPdf.Text(document), Is.EqualTo(expected + "\n\f"));
    }

    [Test]
    public void Replacement_text_without_anything_drawn_is_not_there() =>
        Assert.That(ReadPdf.Text(Of("/Span <</ActualText(ghost)>> BDC EMC " + Say("Hello"))), Is.EqualTo("Hello\n\f"));

    [Test]
    public void A_glyph_that_stands_for_several_words_becomes_several_words()
    {
        var map = DrawnPdf.Drawing("begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <0061006200200063> endbfchar endcmap");
        var document = Of(
            "BT /T 10 Tf 20 200 Td (A) Tj ET", "/Resources<</Font<</T 6 0 R>>>>",
            objects: ["<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 65/LastChar 65/Widths[4000]/FontDescriptor 8 0 R/ToUnicode 7 0 R>>", map, Descriptor])
            .WithoutFirst("/Resources<</Font<</F 5 0 R>>>>");

        var words = ReadPdf.Pages(document)[0].Contents.Words;

        Assert.That(words.Select(word => word.Text), Is.EqualTo(new[] { "ab", "c" }));
        Assert.That(words.Select(word => (word.Box.Left, word.Box.Right)), Is.EqualTo(new[] { (20.0, 40.0), (50.0, 60.0) }));
    }
}
