using System.Text;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Edits of PDFs that leave the places of all objects as they are.</summary>
internal static class BytesOfPdf
{
    /// <summary>Blanks the first occurrence of this.</summary>
    public static byte[] WithoutFirst(this byte[] document, string text) => document.With(text, new string(' ', text.Length));

    /// <summary>Replaces the first occurrence by something of the same length.</summary>
    public static byte[] With(this byte[] document, string text, string replacement)
    {
        var at = document.AsSpan().IndexOf(Encoding.Latin1.GetBytes(text));
        Assert.That(at, Is.Not.Negative, text);
        Assert.That(replacement, Has.Length.EqualTo(text.Length));
        var edited = document.ToArray();
        Encoding.Latin1.GetBytes(replacement).CopyTo(edited, at);
        return edited;
    }
}
