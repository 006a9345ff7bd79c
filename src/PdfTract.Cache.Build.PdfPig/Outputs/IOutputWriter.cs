namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Writes one output of a document, page by page. Calls come in the order of the members; an output whose
/// <see cref="End"/> was not reached is not whole. The text writer belongs to the caller.
/// </summary>
internal interface IOutputWriter
{
    void Begin(DocumentDescription document);

    void Write(PageContents page);

    void End();
}
