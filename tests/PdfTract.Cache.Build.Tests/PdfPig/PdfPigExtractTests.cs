extern alias PdfPigTasks;

using PdfPigTasks::PdfTract.Cache.Build.PdfPig;
using static PdfTract.Cache.Build.Tests.DrawnPdf;

namespace PdfTract.Cache.Build.Tests;

public class PdfPigExtractTests
{
    [Test]
    public void What_was_extracted_is_listed_in_the_order_of_the_input()
    {
        using var run = new PdfPigRun().With("b.pdf", Saying("b")).With("a.pdf", Saying("a"), "json", "text").WithExtraction("b.pdf", "json");
        // b's items do not stand together: the result is in the order of the items, not of the documents.
        run.Extractions[3].SetMetadata("Link", run.Extractions[0].GetMetadata("Link"));
        run.Extractions[1].SetMetadata("Link", "a");
        run.Extractions[2].SetMetadata("Link", "a");

        Assert.That(run.Execute(), Is.True);
        Assert.That(run.Extracted.Select(item => item.ItemSpec), Is.EqualTo(run.Extractions.Select(item => item.ItemSpec)));
    }

    [Test]
    public void What_was_extracted_says_how_long_it_took_and_that_it_is_not_from_the_cache()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("a"));
        run.Extractions[0].SetMetadata("CacheKey", "kept");

        run.Execute();

        var item = run.Extracted.Single();
        Assert.That(item.GetMetadata("FromCache"), Is.EqualTo("false"));
        Assert.That(item.GetMetadata("ExtractionMilliseconds"), Does.Match(@"^\d+$"));
        Assert.That(item.GetMetadata("CacheKey"), Is.EqualTo("kept"));
        Assert.That(item, Is.Not.SameAs(run.Extractions[0]));
        Assert.That(run.Extractions[0].GetMetadata("FromCache"), Is.Empty, "the input is left as it is");
    }

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
    public void Cores_are_requested_once_and_given_back()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("a")).With("b.pdf", Saying("b")).With("c.pdf", Saying("c"));

        run.Execute();

        Assert.That(run.Engine.CoreRequests, Is.EqualTo(1));
        Assert.That(run.Engine.CoresInUse, Is.Zero);
    }

    [Test]
    public void A_destination_that_stands_is_replaced()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("new"));
        Directory.CreateDirectory(run.PathOf("out"));
        File.WriteAllText(run.Output("a.pdf"), "old, and longer than what replaces it");

        Assert.That(run.Execute(), Is.True);
        Assert.That(run.Text(), Is.EqualTo("new\n\f"));
        Assert.That(run.OutputFiles, Is.EqualTo(new[] { "a.pdf.text" }));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows lets administrators alone make links.")]
    public void A_link_at_the_destination_is_replaced_and_not_written_through()
    {
        using var run = new PdfPigRun().With("a.pdf", Saying("new"));
        Directory.CreateDirectory(run.PathOf("out"));
        File.WriteAllText(run.PathOf("precious"), "precious");
        File.CreateSymbolicLink(run.Output("a.pdf"), run.PathOf("precious"));

        Assert.That(run.Execute(), Is.True);
        Assert.That(run.Text(), Is.EqualTo("new\n\f"));
        Assert.That(File.ReadAllText(run.PathOf("precious")), Is.EqualTo("precious"));
    }

    [Test]
    public void A_cancelled_task_leaves_nothing_and_logs_no_error()
    {
        using var run = new PdfPigRun().With("a.pdf", OfManyPages(1500), "text", "json");
        var task = new PdfPigExtract();
        // In the middle of the document: its temps are there, and its many pages are not yet read.
        var seen = Task.Run(() => CancelWhenTempsAreThere(run, task));

        Assert.That(run.Execute(task), Is.False);
        Assert.That(seen.Result, Is.All.Match(@"^\.pdfc\.tmp\.\d+\.[0-9a-f]{32}$"));
        Assert.That(run.OutputFiles, Is.Empty);
        Assert.That(run.Extracted, Is.Empty);
        Assert.That(run.Engine.Errors, Is.Empty);
        Assert.That(run.Engine.CoresInUse, Is.Zero);
    }

    [Test]
    public void The_version_names_the_PdfPig_that_is_referenced()
    {
        var stated = PdfPigExtractor.PdfPigExtractorVersion;
        var referenced = typeof(PdfPigExtract).Assembly.GetReferencedAssemblies().Single(assembly => assembly.Name == "UglyToad.PdfPig").Version!;

        Assert.That(stated, Does.Match(@"^[1-9]\d*\+pdfpig-"));
        Assert.That(stated.Split("pdfpig-")[1], Is.EqualTo(referenced.ToString(3)));
    }

    private static string[] CancelWhenTempsAreThere(PdfPigRun run, PdfPigExtract task)
    {
        string[] seen = [];
        SpinWait.SpinUntil(() => (seen = [.. run.OutputFiles]).Length == 2, TimeSpan.FromMinutes(1));
        task.Cancel();
        return seen;
    }
}
