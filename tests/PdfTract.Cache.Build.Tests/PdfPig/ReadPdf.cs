using PdfTract.Cache.Build.PdfPig;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Reads PDFs with the extractor's own classes, without a build around them.</summary>
internal static class ReadPdf
{
    /// <summary>The text of all pages, a form feed after each.</summary>
    public static string Text(byte[] document)
    {
        var pages = Pages(document);
        Assert.That(pages.Select(page => page.Failure?.Message), Is.All.Null);
        return string.Concat(pages.Select(page => page.Contents.Text + "\f"));
    }

    public static IReadOnlyList<PageResult> Pages(byte[] document)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, document);
            using var source = SourceDocument.Open(path, null);
            return [.. Enumerable.Range(1, source.PageCount).Select(source.ReadPage)];
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Why the document, or its first page that cannot be read, cannot be read.</summary>
    public static string Failure(byte[] document)
    {
        try
        {
            var failure = Pages(document).Select(page => page.Failure).FirstOrDefault(failure => failure is not null);
            Assert.That(failure, Is.Not.Null, "nothing failed");
            return failure!.Message;
        }
        catch (ExtractionFailedException e)
        {
            return e.Message;
        }
    }
}
