using UglyToad.PdfPig;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A PDF that is being read. Whatever PdfPig throws comes out as a failure that names the file and says what to do.</summary>
internal sealed class SourceDocument : IDisposable
{
    private const string Mask = "***";

    private readonly string _path;
    private readonly string? _password;
    private readonly PdfDocument _pdf;
    private readonly PageReader _reader;

    private SourceDocument(string path, string? password, PdfDocument pdf, TextParsingOptions options)
    {
        _path = path;
        _password = password;
        _pdf = pdf;
        _reader = new PageReader(pdf, options);
        Description = DocumentDescription.Of(pdf, _reader.PageCount);
    }

    /// <summary>At least one.</summary>
    public int PageCount => _reader.PageCount;

    public DocumentDescription Description { get; }

    /// <summary>Opens a document.</summary>
    /// <param name="path">The file.</param>
    /// <param name="password">Null when there is none. A document that needs none opens all the same.</param>
    /// <exception cref="ExtractionFailedException">The file cannot be read, wants another password, is broken or has no page.</exception>
    public static SourceDocument Open(string path, string? password)
    {
        var bytes = Read(path);
        SourceDocument document;
        try
        {
            document = DocumentOpener.Open(bytes, password, (pdf, options) => new SourceDocument(path, password, pdf, options));
        }
        catch (WrongPasswordException e)
        {
            throw new ExtractionFailedException(FailureCodes.DocumentEncrypted, password is null
                ? $"'{path}' is encrypted and opens only with a password. Say where the password is, and not what it is: "
                  + $"ExtractSecrets=\"{ExtractionRequest.PasswordName}=env:PDF_PASSWORD\" on its PdfDocument item names an environment variable, {ExtractionRequest.PasswordName}=file:path a file."
                : $"'{path}' is encrypted, and its secret '{ExtractionRequest.PasswordName}' does not open it. Correct the value, where PdfExtractSecrets or the item's "
                  + "ExtractSecrets says that it is.", e);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A parser of a format this old throws everything there is on broken input; none of it may take the build down.
            throw Broken(path, "", Masked(PlainReason.OfFile(bytes) ?? PlainReason.Of(e), password), e);
        }

        if (document.PageCount > 0)
        {
            return document;
        }

        document.Dispose();
        throw Broken(path, "", "it has no pages.", null);
    }

    /// <summary>Reads one page, which is not kept. Pages come in any order, one at a time.</summary>
    public PageResult ReadPage(int number)
    {
        var geometry = PageGeometry.Unknown;
        try
        {
            var letters = _reader.Read(number, out geometry);
            return new PageResult(PageContents.Of(number, geometry, letters));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var reason = Masked(PlainReason.Of(e), _password);
            var nothing = new PageContents(number, geometry.Width, geometry.Height, geometry.Rotation, [], "");
            return new PageResult(nothing, reason, Broken(_path, $" on page {number}", reason, e));
        }
    }

    public void Dispose() => _pdf.Dispose();

    /// <summary>A failure that says what to do with the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">Where in the document, such as <c> on page 3</c>.</param>
    /// <param name="reason">A sentence.</param>
    /// <param name="cause">What was thrown.</param>
    public static ExtractionFailedException Broken(string path, string place, string reason, Exception? cause) =>
        new(FailureCodes.DocumentBroken,
            $"'{path}' cannot be read as a PDF{place}: {reason} Open it in a viewer. When it is whole there, saving it again or `qpdf in.pdf out.pdf` may "
            + "repair it. Otherwise replace the file, or remove it from the PdfDocument items.", cause);

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ExtractionFailedException(FailureCodes.DocumentUnreadable,
                $"'{path}' cannot be read: {e.Message} Correct the PdfDocument item, or make the file readable.", e);
        }
    }

    /// <summary>A reason may quote what could not be read, and it may become part of an output.</summary>
    private static string Masked(string reason, string? password) =>
        string.IsNullOrEmpty(password) ? reason : reason.Replace(password, Mask, StringComparison.Ordinal);
}

/// <summary>One page, read or not. What becomes of the document when a page cannot be read is for the caller to say.</summary>
/// <param name="Contents">The page; an empty one when it cannot be read.</param>
/// <param name="Reason">Why it cannot be read, without the document's path: it is part of an output. Null when it was read.</param>
/// <param name="Failure">The same for the build's log.</param>
internal sealed record PageResult(PageContents Contents, string? Reason = null, ExtractionFailedException? Failure = null);
