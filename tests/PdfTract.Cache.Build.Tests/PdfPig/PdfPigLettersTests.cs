using PdfTract.Cache.Build.PdfPig;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using static PdfTract.Cache.Build.Tests.DrawnPdf;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// The letters that the extractor reads are those of PdfPig's own page processor, to the last bit of their places: on drawn PDFs always,
/// on real ones where PDFTRACT_CORPUS names a folder of them.
/// </summary>
public class PdfPigLettersTests
{
    private static IEnumerable<TestCaseData> Drawn()
    {
        yield return Case("pages", OfPages([new Text("Hello world", 72.126, 700), new Text("(brackets) \\ too", 300, 71.9)], [], [new Text("\u00e9\u00e8", 10, 10)]));
        yield return Case("many pages", OfManyPages(20));
        yield return Case("text state", PagePdf.Of(
            "q 1.5 0 0 .5 3.25 7 cm BT /F 9.75 Tf 14 TL 1.25 Tc 3 Tw 85.5 Tz 2 Ts 20 200 Td (Some words) Tj T* (on) ' 1 2 (lines) \" 5 -20.333 TD [(k)-15.5(er)120.25(n)] TJ T* (a) Tj ET Q "
            + "BT .866 .5 -.5 .866 100 50 Tm /F 12 Tf (turned) Tj ET"));
        yield return Case("turned", PagePdf.Of(PagePdf.Say("Hello"), "/Rotate 90/CropBox[10 20 390 280]"));
        yield return Case("upside down", PagePdf.Of(PagePdf.Say("Hello"), "/Rotate 180/MediaBox[10 20 400 300]"));
        yield return Case("forms", PagePdf.Of(
            "/A Do q .5 0 0 .5 50 50 cm /A Do Q", resources: "/XObject<</A 6 0 R>>",
            objects: [PagePdf.Form(PagePdf.Say("in a form") + "q 2 0 0 2 0 0 cm Q", "/Matrix[1 0 .25 1 0 5]")]));
        yield return Case("escapes", PagePdf.Of("BT /F 10 Tf 20 200 Td (a\\101\\n\\)\\(\\\\b\\7z(nested (twice))) Tj <414 2 4> Tj ET"));
        yield return Case("pictures", PagePdf.Of("q BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q " + PagePdf.Say("Hello") + "0 0 10 10 re f 1 0 0 rg 5 w S"));
        yield return Case("type 3", PagePdf.Of(
            "BT /T 10 Tf 20 200 Td (ab) Tj ET", resources: "/Unused<<>>",
            objects:
            [
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[.01 0 0 .01 0 0]/FirstChar 97/LastChar 98/Widths[60 70]/CharProcs<</a 7 0 R/b 8 0 R>>/Encoding<</Differences[97/a/b]>>/Resources<<>>>>",
                Drawing("60 0 1 2 50 70 d1 0 0 50 70 re f"),
                Drawing("70 0 d0 0 0 50 70 re f"),
            ]).With("/Resources<</Font<</F 5 0 R>>/Unused<<>>>>", "/Resources<</Font<</T 6 0 R>>/Unused<<>>>>"));
    }

    private static IEnumerable<TestCaseData> Real() => PdfPigCorpusTests.Documents().Select(document => document.Copy(File.ReadAllBytes((string)document.Arguments[0]!)));

    [TestCaseSource(nameof(Drawn))]
    [TestCaseSource(nameof(Real))]
    public void The_letters_are_those_of_PdfPig(byte[] document)
    {
        using var theirs = PdfDocument.Open(document, new ParsingOptions { SkipMissingFonts = true });
        var options = new TextParsingOptions(null);
        using var ours = PdfDocument.Open(document, options);
        var reader = new PageReader(ours, options);

        Assert.That(reader.PageCount, Is.EqualTo(theirs.NumberOfPages));
        for (var number = 1; number <= reader.PageCount; number++)
        {
            var page = theirs.GetPage(number);
            var letters = reader.Read(number, out var geometry).Letters.ToArray();
            var expected = page.Letters.Select(Placed).Where(letter => LetterList.IsOn(geometry.Sheet, letter.Baseline));
            Assert.That(letters.Select(letter => letter with { Show = 0 }), Is.EqualTo(expected), $"page {number}");
            Assert.That((geometry.Width, geometry.Height, geometry.Rotation), Is.EqualTo((page.Width, page.Height, page.Rotation.Value)));
        }
    }

    /// <summary>The place of a letter, as the extractor took it from PdfPig before it read pages itself.</summary>
    private static PlacedLetter Placed(Letter letter)
    {
        var place = letter.GlyphRectangleLoose is { Height: > 0 } loose ? loose : letter.BoundingBox;
        var (top, bottom) = (Box.Of(place.TopLeft.X, place.TopLeft.Y, place.TopRight.X, place.TopRight.Y), Box.Of(place.BottomLeft.X, place.BottomLeft.Y, place.BottomRight.X, place.BottomRight.Y));
        var baseline = Baseline.Of(letter.StartBaseLine, letter.EndBaseLine, letter.PointSize, letter.GlyphRectangleLoose.Height);
        return new PlacedLetter(letter.Value, baseline, Box.Around(top, bottom), 0);
    }

    private static TestCaseData Case(string name, byte[] document) => new TestCaseData(document).SetArgDisplayNames(name);
}
