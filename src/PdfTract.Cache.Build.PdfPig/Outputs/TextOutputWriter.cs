namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Plain text: lines that end with a line feed, and a form feed after every page, as pdftotext does.</summary>
internal sealed class TextOutputWriter(TextWriter writer) : IOutputWriter
{
    public void Begin(DocumentDescription document)
    {
    }

    public void Continue()
    {
    }

    public void Write(PageContents page, string? error)
    {
        writer.Write(page.Text);
        writer.Write('\f');
    }

    public void End()
    {
    }
}
