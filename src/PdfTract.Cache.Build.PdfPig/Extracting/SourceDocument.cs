using UglyToad.PdfPig;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A PDF that is being read. Whatever PdfPig throws comes out as a failure that names the file and says what to do.</summary>
internal sealed class SourceDocument : IDisposable
{
    /// <summary>The secret that opens an encrypted document.</summary>
    private const string Password = "password";

    private readonly string _path;
    private readonly SecretMask _mask;
    private readonly PdfDocument _pdf;
    private readonly PageReader _reader;

    private SourceDocument(string path, SecretMask mask, PdfDocument pdf, TextParsingOptions options)
    {
        _path = path;
        _mask = mask;
        _pdf = pdf;
        _reader = new PageReader(pdf, options);
        Description = DocumentDescription.Of(pdf, _reader.PageCount);
    }

    /// <summary>At least one.</summary>
    public int PageCount => _reader.PageCount;

    public DocumentDescription Description { get; }

    /// <summary>Opens a document, with the secret named <c>password</c> if there is one. A document that needs none opens all the same.</summary>
    /// <exception cref="ExtractionFailedException">The file cannot be read, wants another password, is broken or has no page.</exception>
    public static SourceDocument Open(string path, IReadOnlyList<Secret> secrets)
    {
        var bytes = Read(path);
        var mask = new SecretMask(secrets);
        var password = secrets.FirstOrDefault(secret => secret.Name == Password)?.Value;
        SourceDocument document;
        try
        {
            document = DocumentOpener.Open(bytes, password, (pdf, options) => new SourceDocument(path, mask, pdf, options));
        }
        catch (WrongPasswordException e)
        {
            throw new ExtractionFailedException(DiagnosticCodes.DocumentEncrypted, password is null
                ? $"'{path}' is encrypted and opens only with a password. Say where the password is, and not what it is: "
                  + $"ExtractSecrets=\"{Password}=env:PDF_PASSWORD\" on its PdfDocument item names an environment variable, {Password}=file:path a file."
                : $"'{path}' is encrypted, and its secret '{Password}' does not open it. Correct the value, where PdfExtractSecrets or the item's "
                  + "ExtractSecrets says that it is.", e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A parser of a format this old throws everything there is on broken input; none of it may take the build down.
            throw Broken(path, "", mask.Apply(PlainReason.OfFile(bytes) ?? PlainReason.Of(e)), e);
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
            return new PageResult(PageContents.Of(number, geometry, letters), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var failure = Broken(_path, $" on page {number}", _mask.Apply(PlainReason.Of(e)), e);
            return new PageResult(new PageContents(number, geometry.Width, geometry.Height, geometry.Rotation, [], ""), failure);
        }
    }

    public void Dispose() => _pdf.Dispose();

    private static byte[] Read(string path)
    {
        try
        {
            RegularFile.Require(path);
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ExtractionFailedException(DiagnosticCodes.DocumentUnreadable,
                $"'{path}' cannot be read: {e.Message} Correct the PdfDocument item, or make the file readable.", e);
        }
    }

    private static ExtractionFailedException Broken(string path, string place, string reason, Exception? cause) =>
        new(DiagnosticCodes.DocumentBroken,
            $"'{path}' cannot be read as a PDF{place}: {reason} Open it in a viewer. When it is whole there, saving it again or `qpdf in.pdf out.pdf` may "
            + "repair it. Otherwise replace the file, or remove it from the PdfDocument items.", cause);
}
