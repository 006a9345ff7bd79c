using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Opens documents that may be encrypted. PdfPig gives up on some whose text can be read: on those that encrypt their attachments and
/// nothing else, and on those where a title is damaged. They are opened a second time with a name in the trailer changed, so that PdfPig
/// does not see what stops it.
/// </summary>
internal static class EncryptedDocument
{
    /// <param name="file">The document. It may be changed.</param>
    /// <param name="password">Null when there is none.</param>
    /// <param name="read">Begins to read the document.</param>
    /// <exception cref="WrongPasswordException">The text needs another password.</exception>
    public static T Open<T>(byte[] file, string? password, Func<PdfDocument, TextParsingOptions, T> read)
    {
        try
        {
            return OpenAsIs(file, password, read);
        }
        catch (PdfDocumentEncryptedException e) when (IsAboutPassword(e))
        {
            return OpenUnencrypted(file, read) ?? throw new WrongPasswordException(e);
        }
        catch (PdfDocumentEncryptedException)
        {
            if (Hide(file, "/Info"u8) is null)
            {
                throw;
            }

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
    {
        if (Hide(file, "/Encrypt"u8) is not { } encryption)
        {
            return default;
        }

        // Titles may be encrypted where streams are not.
        Hide(file, "/Info"u8);
        var options = new TextParsingOptions(null);
        var pdf = PdfDocument.Open(file, options);
        var objects = new PdfObjects(pdf.Structure.TokenScanner, pdf.Structure.FilterProvider);
        if (objects.Get<DictionaryToken>(new IndirectReferenceToken(encryption)) is { } dictionary && AreStreamsPlain(objects, dictionary))
        {
            return read(pdf, options);
        }

        pdf.Dispose();
        return default;
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
