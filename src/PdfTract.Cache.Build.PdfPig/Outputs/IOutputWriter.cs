namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Writes one output of a document, or a part of it, page by page: <see cref="Begin"/> or <see cref="Continue"/>, some pages, and
/// <see cref="End"/> after the document's last page. All parts, one after another, are the output. The text writer belongs to the caller.
/// </summary>
internal interface IOutputWriter
{
    /// <summary>The first page follows.</summary>
    void Begin(DocumentDescription document);

    /// <summary>Another page follows than the first one, which another part has.</summary>
    void Continue();

    /// <param name="page">The page.</param>
    /// <param name="error">Why the page is empty, when it could not be read.</param>
    void Write(PageContents page, string? error);

    void End();
}
