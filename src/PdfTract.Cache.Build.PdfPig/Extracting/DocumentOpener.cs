using System.Diagnostics.CodeAnalysis;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Opens documents with PdfPig, which gives up on some whose text can be read: on those that encrypt their attachments and nothing else,
/// and on those where a title or a bookmark is damaged. They are opened a second time with the names changed that lead to what is in the way.
/// </summary>
internal static class DocumentOpener
{
    /// <param name="file">The document. It may be changed.</param>
    /// <param name="password">Null when there is none.</param>
    /// <param name="read">Begins to read the document.</param>
    /// <exception cref="WrongPasswordException">The text needs another password. Everything else there is may be thrown too.</exception>
    public static T Open<T>(byte[] file, string? password, Func<PdfDocument, TextParsingOptions, T> read)
        where T : class
    {
        try
        {
            return OpenAsIs(file, password, read);
        }
        catch (PdfDocumentEncryptedException e) when (IsAboutPassword(e))
        {
            return OpenUnencrypted(file, read) ?? throw new WrongPasswordException(e);
        }
        catch (Exception e) when (Unreadable.Is(e) && HideWhatTextCanDoWithout(file))
        {
            return OpenAsIs(file, password, read);
        }
    }

    private static T OpenAsIs<T>(byte[] file, string? password, Func<PdfDocument, TextParsingOptions, T> read)
    {
        var options = new TextParsingOptions(password);
        return read(PdfDocument.Open(file, options), options);
    }

    /// <returns>Null when the text is encrypted.</returns>
    private static T? OpenUnencrypted<T>(byte[] file, Func<PdfDocument, TextParsingOptions, T> read)
        where T : class
    {
        if (Hide(file, "/Encrypt"u8) is not { } encryption)
        {
            return null;
        }

        HideWhatTextCanDoWithout(file);
        var options = new TextParsingOptions(null);
        var pdf = PdfDocument.Open(file, options);
        var objects = new PdfObjects(pdf.Structure.TokenScanner, pdf.Structure.FilterProvider);
        if (objects.Get<DictionaryToken>(new IndirectReferenceToken(encryption)) is { } dictionary && AreStreamsPlain(objects, dictionary))
        {
            return read(pdf, options);
        }

        pdf.Dispose();
        return null;
    }

    /// <summary>ISO 32000, table 20: from version 4 on, streams are encrypted by the filter that <c>StmF</c> names, and by none unless it does.</summary>
    private static bool AreStreamsPlain(PdfObjects objects, DictionaryToken encryption)
    {
        if (objects.Number(encryption, "V") is not >= 4)
        {
            return false;
        }

        var name = objects.Get<NameToken>(encryption, "StmF")?.Data ?? "Identity";
        return name == "Identity"
            || (objects.Get<DictionaryToken>(encryption, "CF") is { } filters && objects.Get<DictionaryToken>(filters, name) is { } filter
                && (objects.Get<NameToken>(filter, "CFM")?.Data ?? "None") == "None");
    }

    private static bool IsAboutPassword(PdfDocumentEncryptedException e) =>
        e.InnerException is null && (e.Message.Contains("password") || e.Message.Contains("crypt dictionary"));

    private static bool HideWhatTextCanDoWithout(byte[] file) =>
        Hide(file, "/Info"u8) is not null | Hide(file, "/Names"u8) is not null | Hide(file, "/Dests"u8) is not null;

    /// <summary>Changes the name wherever a reference follows.</summary>
    /// <returns>The last reference; null when there is none.</returns>
    private static IndirectReference? Hide(byte[] file, ReadOnlySpan<byte> name)
    {
        IndirectReference? last = null;
        for (var at = 0; file.AsSpan(at).IndexOf(name) is >= 0 and var found;)
        {
            at += found + name.Length;
            var operands = new Operands();
            if (at < file.Length && !ContentStrings.IsRegular(file[at])
                && new ContentLexer(file.AsMemory(at, Math.Min(64, file.Length - at))).Next(operands) == 'R' && operands is { Count: 2 })
            {
                last = new IndirectReference((long)operands.Number(0), (int)operands.Number(1));
                file[at - 1] = (byte)'X';
            }
        }

        return last;
    }
}

/// <summary>A document's text needs a password that was not given.</summary>
[SuppressMessage("Design", "CA1064", Justification = "It is caught where the document's failure is made, and nowhere else.")]
internal sealed class WrongPasswordException(Exception cause) : Exception("The document needs another password.", cause);
