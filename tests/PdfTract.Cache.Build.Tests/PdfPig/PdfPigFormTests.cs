using static PdfTract.Cache.Build.Tests.PagePdf;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Form fields and annotations: what a viewer shows of them is text of the page.</summary>
public class PdfPigFormTests
{
    private const string Form = "/AcroForm<</Fields[6 0 R]/DR<</Font<</Helv 5 0 R>>>>/DA(/Helv 12 Tf)>>";

    [Test]
    public void The_appearance_of_a_field_is_where_the_field_is()
    {
        var field = "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(ignored)/Rect[120 195 320 215]/AP<</N 7 0 R>>>>";
        var page = ReadPdf.Pages(Of(Say("Name:"), "/Annots[6 0 R]", catalog: Form, objects: [field, Appearance("Ada Lovelace", "/BBox[0 0 400 40]")]))[0].Contents;

        Assert.That(page.Text, Is.EqualTo("Name: Ada Lovelace\n"));
        // Two points from the edge of a form that is shown at half its size.
        Assert.That(page.Words[1].Box.Left, Is.EqualTo(121));
    }

    [TestCase("/Subtype/FreeText", "shown")]
    [TestCase("/Subtype/Stamp/F 4", "shown")]
    [TestCase("/Subtype/FreeText/F 2", "")]
    [TestCase("/Subtype/FreeText/F 32", "")]
    [TestCase("/Subtype/Popup", "")]
    public void An_annotation_that_is_shown_has_its_text(string entries, string expected) => Assert.That(
        ReadPdf.Text(Of("", "/Annots[6 0 R]", objects: [$"<</Type/Annot{entries}/Rect[20 100 120 120]/AP<</N 7 0 R>>>>", Appearance("shown")])).TrimEnd('\n', '\f'),
        Is.EqualTo(expected));

    [TestCase("/AS/Yes", "yes")]
    [TestCase("/AS/Off", "no")]
    [TestCase("", "no")]
    public void A_check_box_shows_its_state(string state, string expected) => Assert.That(
        ReadPdf.Text(Of("", "/Annots[6 0 R]", objects:
            [$"<</Type/Annot/Subtype/Widget/FT/Btn/Rect[20 100 120 120]{state}/AP<</N<</Yes 7 0 R/Off 8 0 R>>>>>>", Appearance("yes"), Appearance("no")])),
        Is.EqualTo(expected + "\n\f"));

    [TestCase("/FT/Tx/V(Ada Lovelace)", "Ada Lovelace")]
    [TestCase("/FT/Tx/V<FEFF0394>", "\u0394")]
    [TestCase("/FT/Ch/V[(one)(two)]", "one\ntwo")]
    [TestCase("/Parent 7 0 R", "inherited")]
    [TestCase("/FT/Tx/V(secret)/Ff 8192", "")]
    [TestCase("/FT/Btn/V/Yes", "")]
    [TestCase("/FT/Tx/DA(/Nope 0 Tf)/V(Any font)", "Any font")]
    public void A_field_without_an_appearance_shows_its_value(string entries, string expected)
    {
        var document = Of("", "/Annots[6 0 R]", catalog: Form, objects:
            [$"<</Type/Annot/Subtype/Widget/Rect[20 100 220 140]{entries}>>", "<</FT/Tx/V(inherited)>>"]);
        var page = ReadPdf.Pages(document)[0].Contents;

        Assert.That(page.Text.TrimEnd('\n'), Is.EqualTo(expected));
        Assert.That(page.Words.All(word => word.Box is { Left: >= 20, Bottom: >= 95, Top: <= 145 }), Is.True, "where the field is");
    }

    private static string Appearance(string text, string entries = "/BBox[0 0 100 20]") =>
        $"<</Type/XObject/Subtype/Form{entries}/Resources<</Font<</F 5 0 R>>>>/Length {30 + text.Length}>>\nstream\n/Tx BMC BT /F 10 Tf 2 10 Td ({text}) Tj ET EMC\nendstream";
}
