using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A PDF that is being read. Whatever PdfPig throws comes out as a failure that names the file and says what to do.</summary>
internal sealed class SourceDocument : IDisposable
{
    /// <summary>Some of PdfPig's messages quote what they could not read, and that may be anything.</summary>
    private const int LongestReason = 300;

    private readonly string _path;
    private readonly PdfDocument _pdf;

    private SourceDocument(string path, PdfDocument pdf)
    {
        _path = path;
        _pdf = pdf;
        PageCount = pdf.NumberOfPages;
        Description = DocumentDescription.Of(pdf);
    }

    /// <summary>At least one.</summary>
    public int PageCount { get; }

    public DocumentDescription Description { get; }

    /// <exception cref="ExtractionFailedException">The file cannot be read, wants a password, is broken or has no page.</exception>
    public static SourceDocument Open(string path)
    {
        var bytes = Read(path);
        var document = Guard(path, "", () => new SourceDocument(path, PdfDocument.Open(bytes, new ParsingOptions())));
        if (document.PageCount > 0)
        {
            return document;
        }

        document.Dispose();
        throw Broken(path, "", "it has no pages.", null);
    }

    /// <summary>Reads one page, which is not kept.</summary>
    /// <exception cref="ExtractionFailedException">The page is broken.</exception>
    public PageContents ReadPage(int number) =>
        Guard(_path, $" on page {number}", () => PageContents.Of(_pdf.GetPage(number)));

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
    private static T Guard<T>(string path, string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PdfDocumentEncryptedException e)
        {
            throw new ExtractionFailedException(DiagnosticCodes.DocumentEncrypted,
                $"'{path}' is encrypted and opens only with a password, which the extractor does not have. Take the document as a copy without "
                + "a password (`qpdf --decrypt --password=... in.pdf out.pdf` makes one), or remove it from the PdfDocument items.", e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw Broken(path, place, e.Message, e);
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
