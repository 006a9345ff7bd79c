using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Handbook.MakePdfs;

/// <summary>
/// A PDF file: numbered objects, a table that says where each begins, and a trailer. The same manuscript gives the same bytes on
/// every machine: no date, an id made from the content, and nothing compressed, since each version of a compressor has its own output.
/// </summary>
internal sealed class PdfFile
{
    private const int Catalog = 1;
    private const int PageTree = 2;
    private const int Information = 3;
    private const int FirstFont = 4;

    private readonly StringBuilder _file = new("%PDF-1.7\n");
    private readonly List<int> _offsets = [];

    private PdfFile()
    {
    }

    public static byte[] Write(Manuscript manuscript, IReadOnlyList<Page> pages)
    {
        var file = new PdfFile();
        var firstPage = FirstFont + Typeface.All.Count;
        var pageNumbers = pages.Select((_, i) => firstPage + (2 * i)).ToArray();
        var kids = string.Join(' ', pageNumbers.Select(Reference));
        var fonts = string.Join(' ', Typeface.All.Select((font, i) => $"/{font.Key} {Reference(FirstFont + i)}"));

        file.Add($"<</Type /Catalog /Pages {PageTree} 0 R /Lang (en)>>");
        file.Add($"""
            <</Type /Pages /Count {pages.Count} /Kids [{kids}]
            /MediaBox [0 0 {Sheet.Width} {Sheet.Height}] /Resources <</Font <<{fonts}>>>>>>
            """);
        file.Add($"<</Title {PdfText.Unicode(manuscript.Title)} /Author {PdfText.Unicode(manuscript.Author)}>>");

        foreach (var font in Typeface.All)
        {
            file.Add($"<</Type /Font /Subtype /Type1 /BaseFont /{font.Name} /Encoding /WinAnsiEncoding>>");
        }

        foreach (var (page, number) in pages.Zip(pageNumbers))
        {
            file.Add($"<</Type /Page /Parent {PageTree} 0 R /Contents {number + 1} 0 R>>");
            file.Add($"<</Length {page.Instructions.Length}>>\nstream\n{page.Instructions}endstream");
        }

        return file.Finish();
    }

    private static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R");

    private void Add(FormattableString content)
    {
        _offsets.Add(_file.Length);
        Append($"{_offsets.Count} 0 obj\n");
        Append(content);
        Append($"\nendobj\n");
    }

    private byte[] Finish()
    {
        var id = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(_file.ToString())).AsSpan(0, 16));
        var table = _file.Length;

        Append($"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n");
        _offsets.ForEach(offset => Append($"{offset:D10} 00000 n \n"));
        Append($"trailer\n<</Size {_offsets.Count + 1} /Root {Catalog} 0 R /Info {Information} 0 R /ID [<{id}> <{id}>]>>\n");
        Append($"startxref\n{table}\n%%EOF\n");

        return Encoding.ASCII.GetBytes(_file.ToString());
    }

    private void Append(FormattableString text) => _file.Append(text.ToString(CultureInfo.InvariantCulture));
}
