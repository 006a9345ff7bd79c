using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A PDF that is being read. Whatever PdfPig throws comes out as a failure that names the file and says what to do.</summary>
internal sealed class SourceDocument : IDisposable
{
    /// <summary>Some of PdfPig's messages quote what they could not read, and that may be anything.</summary>
    private const int LongestReason = 300;

    /// <summary>The secret that opens an encrypted document.</summary>
    private const string Password = "password";

    private readonly string _path;
    private readonly SecretMask _mask;
    private readonly PdfDocument _pdf;

    private SourceDocument(string path, SecretMask mask, PdfDocument pdf)
    {
        _path = path;
        _mask = mask;
        _pdf = pdf;
        PageCount = pdf.NumberOfPages;
        Description = DocumentDescription.Of(pdf);
    }

    /// <summary>At least one.</summary>
    public int PageCount { get; }

    public DocumentDescription Description { get; }

    /// <summary>Opens a document, with the secret named <c>password</c> if there is one. A document that needs none opens all the same.</summary>
    /// <exception cref="ExtractionFailedException">The file cannot be read, wants another password, is broken or has no page.</exception>
    public static SourceDocument Open(string path, IReadOnlyList<Secret> secrets)
    {
        var bytes = Read(path);
        var mask = new SecretMask(secrets);
        var password = secrets.FirstOrDefault(secret => secret.Name == Password)?.Value;
        var document = Guard(path, "", mask, () => OpenWith(path, password, mask, bytes));
        if (document.PageCount > 0)
        {
            return document;
        }

        document.Dispose();
        throw Broken(path, "", "it has no pages.", null);
    }

    private static SourceDocument OpenWith(string path, string? password, SecretMask mask, byte[] bytes)
    {
        try
        {
            return new SourceDocument(path, mask, PdfDocument.Open(bytes, new ParsingOptions { Passwords = password is null ? [] : [password] }));
        }
        catch (PdfDocumentEncryptedException e)
        {
            throw new ExtractionFailedException(DiagnosticCodes.DocumentEncrypted, password is null
                ? $"'{path}' is encrypted and opens only with a password. Say where the password is, and not what it is: "
                  + $"ExtractSecrets=\"{Password}=env:PDF_PASSWORD\" on its PdfDocument item names an environment variable, {Password}=file:path a file."
                : $"'{path}' is encrypted, and its secret '{Password}' does not open it. Correct the value, where PdfExtractSecrets or the item's "
                  + "ExtractSecrets says that it is.", e);
        }
    }

    /// <summary>Reads one page, which is not kept.</summary>
    /// <exception cref="ExtractionFailedException">The page is broken.</exception>
    public PageContents ReadPage(int number) =>
        Guard(_path, $" on page {number}", _mask, () => PageContents.Of(_pdf.GetPage(number)));

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

    /// <summary>A parser of a format this old throws everything there is on broken input; none of it may take the build down.</summary>
    private static T Guard<T>(string path, string place, SecretMask mask, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (OperationCanceledException or ExtractionFailedException))
        {
            throw Broken(path, place, mask.Apply(e.Message), e);
        }
    }

    private static ExtractionFailedException Broken(string path, string place, string reason, Exception? cause)
    {
        var line = CleanText.Of(reason).Trim();
        var shown = line.Length > LongestReason ? line.Substring(0, LongestReason) + "..." : line;
        return new ExtractionFailedException(DiagnosticCodes.DocumentBroken,
            $"'{path}' cannot be read as a PDF{place}: {shown} Open it in a viewer; when it is whole there, saving it anew or `qpdf in.pdf out.pdf` may "
            + "mend it. Otherwise replace the file, or remove it from the PdfDocument items.", cause);
    }
}
