using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Why a document or a page cannot be read, in a sentence for the person who has the file. PdfPig's messages are for those who know its code.</summary>
internal static class PlainReason
{
    /// <summary>Some of PdfPig's messages quote what they could not read, and that may be anything.</summary>
    private const int LongestDetail = 200;

    private const string Damaged = "its structure is damaged: an object that is needed is missing, or is of another kind than it has to be.";

    public static string Of(Exception e) => e switch
    {
        PageLimitException or StreamTooLargeException or InvalidDataException => e.Message,
        PdfDocumentEncryptedException { InnerException: { } inner } and not { InnerException: PdfDocumentEncryptedException } => Of(inner),
        PdfDocumentEncryptedException => "it is encrypted in a way that is damaged, or that the extractor does not know.",
        PdfDocumentStackDepthException => "its objects are nested too deeply.",
        PdfDocumentFormatException or NotSupportedException => $"its structure is damaged, or is of a kind that the extractor does not know ({Detail(e)}).",
        _ => Damaged,
    };

    /// <summary>What is wrong with a file as a whole, as far as a look at it shows.</summary>
    /// <returns>Null when nothing is.</returns>
    public static string? OfFile(ReadOnlySpan<byte> file)
    {
        const int HeaderWithin = 1024;
        if (file.Length == 0)
        {
            return "the file is empty.";
        }

        return file.Slice(0, Math.Min(file.Length, HeaderWithin)).IndexOf("%PDF"u8) < 0 && file.IndexOf(" obj"u8) < 0
            ? "it is no PDF: those begin with %PDF- and hold objects."
            : null;
    }

    private static string Detail(Exception e)
    {
        var line = CleanText.Of(e.Message).Trim().TrimEnd('.');
        return line.Length > LongestDetail ? line.Substring(0, LongestDetail) + "..." : line;
    }
}
