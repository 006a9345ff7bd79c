using System.Text;
using UglyToad.PdfPig.Core;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Text strings: what people read, and no font does (ISO 32000, 7.9.2.2).</summary>
internal static class PdfText
{
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
        {
            return Encoding.BigEndianUnicode.GetString(bytes.Slice(2).ToArray());
        }

        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
        {
            return Encoding.Unicode.GetString(bytes.Slice(2).ToArray());
        }

        if (bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
        {
            return Encoding.UTF8.GetString(bytes.Slice(3).ToArray());
        }

        return PdfDocEncoding.TryConvertBytesToString(bytes, out var text) && text is not null ? text : Latin1(bytes);
    }

    private static string Latin1(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            text.Append((char)b);
        }

        return text.ToString();
    }
}
