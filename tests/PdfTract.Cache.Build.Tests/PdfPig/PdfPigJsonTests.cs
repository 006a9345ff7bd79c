using System.Globalization;
using System.Text.Json;
using static PdfTract.Cache.Build.Tests.DrawnPdf;

namespace PdfTract.Cache.Build.Tests;

public class PdfPigJsonTests
{
    private static readonly string[] PageFields = ["number", "width", "height", "rotation", "text", "words"];

    [Test]
    public void The_document_is_described()
    {
        var root = Extract(Saying("Hello"));

        Assert.That(root.GetProperty("schema").GetInt32(), Is.EqualTo(1));
        Assert.That(root.GetProperty("producer").GetString(), Is.EqualTo("PdfTract.Cache.Build.PdfPig"));
        var document = root.GetProperty("document");
        Assert.That(document.GetProperty("pages").GetInt32(), Is.EqualTo(1));
        Assert.That(document.GetProperty("pdfVersion").GetString(), Does.Match(@"^1\.\d$"));
        Assert.That(document.GetProperty("title").GetString(), Is.EqualTo("A \"small\" title"));
        Assert.That(document.GetProperty("author").GetString(), Is.EqualTo("Ada"));
        Assert.That(document.GetProperty("created").GetString(), Is.EqualTo("2024-05-01T12:30:00+02:00"));
    }

    [Test]
    public void What_the_document_does_not_say_is_left_out()
    {
        var document = Extract(Saying("Hello")).GetProperty("document");

        Assert.That(document.TryGetProperty("subject", out _), Is.False);
        Assert.That(document.TryGetProperty("modified", out _), Is.False);
    }

    [Test]
    public void Every_page_has_its_size_and_its_number()
    {
        var pages = Extract(OfPages([new Text("one", 72, 700)], [])).GetProperty("pages").EnumerateArray().ToArray();

        Assert.That(pages, Has.Length.EqualTo(2));
        Assert.That(pages[1].EnumerateObject().Select(field => field.Name), Is.EqualTo(PageFields));
        Assert.That(pages[1].GetProperty("number").GetInt32(), Is.EqualTo(2));
        Assert.That(pages[1].GetProperty("width").GetRawText(), Is.EqualTo("595"));
        Assert.That(pages[1].GetProperty("height").GetRawText(), Is.EqualTo("842"));
        Assert.That(pages[1].GetProperty("rotation").GetInt32(), Is.Zero);
        Assert.That(pages[1].GetProperty("words").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void A_word_has_its_box_in_points_from_the_bottom_left()
    {
        var word = Extract(OfPages([new Text("Hello", 72.126, 700)])).GetProperty("pages")[0].GetProperty("words")[0];
        var box = word.GetProperty("box").EnumerateArray().Select(edge => edge.GetDouble()).ToArray();

        Assert.That(word.GetProperty("text").GetString(), Is.EqualTo("Hello"));
        Assert.That(box, Has.Length.EqualTo(4));
        Assert.That(box[0], Is.EqualTo(72.13), "left, rounded");
        // Helvetica's advances: H 722, e 556, l 222 twice, o 556 thousandths of ten points.
        Assert.That(box[2], Is.EqualTo(72.126 + 22.78).Within(0.006), "right");
        Assert.That(box[1], Is.InRange(696, 700), "the bottom is at the descent");
        Assert.That(box[3], Is.InRange(706, 712), "the top is at the ascent");
    }

    [Test]
    public void Numbers_have_two_decimals_and_no_exponent()
    {
        var text = ExtractText(OfPages([new Text("a", 0.00001, 700.123456), new Text("b", 100.5, 1.005)]));
        using var json = JsonDocument.Parse(text);
        var numbers = json.RootElement.GetProperty("pages")[0].GetProperty("words").EnumerateArray()
            .SelectMany(word => word.GetProperty("box").EnumerateArray()).Select(edge => edge.GetRawText()).ToArray();

        Assert.That(numbers, Has.Length.EqualTo(8));
        Assert.That(numbers, Is.All.Match(@"^-?\d+(\.\d{1,2})?$"));
        Assert.That(numbers, Does.Contain("0").And.Contain("100.5"));
    }

    [Test]
    public void The_text_is_that_of_the_text_output_and_the_words_are_in_its_order()
    {
        using var run = new PdfPigRun().With("a.pdf", OfPages([new Text("second line here", 72, 650), new Text("to the right", 200, 650)], [new Text("next page", 72, 700)]), "text", "json");
        run.Execute();
        using var json = JsonDocument.Parse(File.ReadAllText(run.Output("a.pdf", "json")));
        var pages = json.RootElement.GetProperty("pages").EnumerateArray().ToArray();

        Assert.That(string.Concat(pages.Select(page => page.GetProperty("text").GetString() + "\f")), Is.EqualTo(run.Text()));
        foreach (var page in pages)
        {
            Assert.That(
                page.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("text").GetString()),
                Is.EqualTo(page.GetProperty("text").GetString()!.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    [Test]
    public void Every_page_stands_on_a_line_of_its_own()
    {
        var lines = ExtractText(OfPages([new Text("one", 72, 700)], [new Text("two", 72, 700), new Text("lines", 72, 600)])).Split('\n');

        Assert.That(lines, Has.Length.EqualTo(5));
        Assert.That(lines[3..], Is.EqualTo(new[] { "]}", "" }));
        Assert.That(JsonSerializer.Deserialize<JsonElement>(lines[1].TrimEnd(',')).GetProperty("number").GetInt32(), Is.EqualTo(1));
        Assert.That(JsonSerializer.Deserialize<JsonElement>(lines[2]).GetProperty("number").GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public void A_turned_page_is_described_as_it_is_shown()
    {
        var page = Extract(OfObjects(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/Rotate 90/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            Drawing("BT /F 10 Tf 20 50 Td (Down) Tj 0 -12 Td (again) Tj ET"),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")).GetProperty("pages")[0];
        var box = page.GetProperty("words")[0].GetProperty("box").EnumerateArray().Select(edge => edge.GetDouble()).ToArray();

        Assert.That(page.GetProperty("rotation").GetInt32(), Is.EqualTo(90));
        Assert.That((page.GetProperty("width").GetDouble(), page.GetProperty("height").GetDouble()), Is.EqualTo((100, 200)));
        Assert.That(page.GetProperty("text").GetString(), Is.EqualTo("Down\nagain\n"));
        Assert.That(box[3], Is.EqualTo(180), "the word starts 20 points below the top");
        Assert.That(box[3] - box[1], Is.GreaterThan(2 * (box[2] - box[0])), "and runs down");
    }

    [Test]
    [SetCulture("de-DE")]
    public void A_culture_with_decimal_commas_changes_nothing()
    {
        Assert.That(1.5.ToString(CultureInfo.CurrentCulture), Is.EqualTo("1,5"), "the culture is on");

        var word = Extract(OfPages([new Text("Hello", 72.5, 700)])).GetProperty("pages")[0].GetProperty("words")[0];

        Assert.That(word.GetProperty("box")[0].GetRawText(), Is.EqualTo("72.5"));
    }

    private static JsonElement Extract(byte[] document) => JsonSerializer.Deserialize<JsonElement>(ExtractText(document));

    private static string ExtractText(byte[] document)
    {
        using var run = new PdfPigRun().With("a.pdf", document, "json");
        Assert.That(run.Execute(), Is.True);
        return File.ReadAllText(run.Output("a.pdf", "json"));
    }
}
