using PdfTract.Cache.Build.PdfPig;
using static PdfTract.Cache.Build.Tests.DrawnPdf;

namespace PdfTract.Cache.Build.Tests;

public class PdfPigExtractTests
{
    [Test]
    public void Two_runs_write_the_same_bytes()
    {
        var document = OfPages([new Text("one two", 72, 700), new Text("three", 300, 700)], [new Text("four", 72, 100), new Text("five", 72, 500)]);
        using var first = new PdfPigRun().With("a.pdf", document, "text", "json");
        using var second = new PdfPigRun().With("a.pdf", document, "text", "json");

        first.Execute();
        second.Execute();

        Assert.That(File.ReadAllBytes(first.Output("a.pdf")), Is.EqualTo(File.ReadAllBytes(second.Output("a.pdf"))).And.Not.Empty);
        Assert.That(File.ReadAllBytes(first.Output("a.pdf", "json")), Is.EqualTo(File.ReadAllBytes(second.Output("a.pdf", "json"))).And.Not.Empty);
    }

    [Test]
    public void What_a_file_holds_that_stands_there_already_is_replaced()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("new"));
        Directory.CreateDirectory(run.PathOf("out"));
        File.WriteAllText(run.Output("a.pdf"), "old, and longer than what replaces it");

        Assert.That(run.Execute(), Is.True);
        Assert.That(run.Text(), Is.EqualTo("new\n\f"));
    }

    [Test]
    public void The_version_names_the_PdfPig_that_is_referenced()
    {
        var stated = PdfPigExtractor.PdfPigExtractorVersion;
        var referenced = typeof(PdfPigExtractor).Assembly.GetReferencedAssemblies().Single(assembly => assembly.Name == "UglyToad.PdfPig").Version!;

        Assert.That(stated, Does.Match(@"^[1-9]\d*\+pdfpig-"));
        Assert.That(stated.Split("pdfpig-")[1], Is.EqualTo(referenced.ToString(3)));
    }
}
