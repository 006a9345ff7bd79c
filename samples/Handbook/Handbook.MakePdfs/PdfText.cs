using System.Text;

namespace Handbook.MakePdfs;

/// <summary>How text is written in a PDF, in plain ASCII.</summary>
internal static class PdfText
{
    private static readonly Encoding WinAnsi =
        CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Text on a page, in the fonts' encoding.</summary>
    public static string Literal(string text) => $"({string.Concat(WinAnsi.GetBytes(text).Select(Escape))})";

    /// <summary>Text about the document, which has no font: UTF-16, marked as such.</summary>
    public static string Unicode(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static string Escape(byte code) => code switch
    {
        (byte)'(' or (byte)')' or (byte)'\\' => $"\\{(char)code}",
        < 32 or > 126 => $"\\{Convert.ToString(code, 8).PadLeft(3, '0')}",
        _ => ((char)code).ToString(),
    };
}
