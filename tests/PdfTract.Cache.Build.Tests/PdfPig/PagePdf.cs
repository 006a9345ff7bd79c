using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace PdfTract.Cache.Build.Tests;

/// <summary>PDFs of one page that are written object by object, for what no library writes. Object 3 is the page, 4 its content, 5 Helvetica as <c>F</c>.</summary>
internal static class PagePdf
{
    /// <param name="content">The page's operators.</param>
    /// <param name="page">More entries of the page, such as <c>/Rotate 90</c>. What is stated here goes before what is usual.</param>
    /// <param name="resources">More resources.</param>
    /// <param name="catalog">More entries of the catalog.</param>
    /// <param name="objects">Objects from 6 on.</param>
    public static byte[] Of(string content, string page = "", string resources = "", string catalog = "", params string[] objects) => DrawnPdf.OfObjects(
    [
        $"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        $"<</Type/Page/Parent 2 0 R{(page.Contains("/MediaBox", StringComparison.Ordinal) ? "" : "/MediaBox[0 0 400 300]")}/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>{page}>>",
        DrawnPdf.Drawing(content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        .. objects,
    ]);

    /// <summary>Operators that show this text in Helvetica of 10 points.</summary>
    public static string Say(string text, double x = 20, double y = 200) =>
        string.Create(CultureInfo.InvariantCulture, $"BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n");

    /// <summary>A form that draws this.</summary>
    public static string Form(string operators, string entries = "") =>
        $"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]{entries}/Length {operators.Length}>>\nstream\n{operators}\nendstream";

    /// <summary>A stream that is packed with zlib as often as this, its bytes as ISO 8859-1.</summary>
    public static string Packed(byte[] content, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            using var packed = new MemoryStream();
            using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                zlib.Write(content);
            }

            content = packed.ToArray();
        }

        var filters = string.Concat(Enumerable.Repeat("/FlateDecode", times));
        return $"<</Length {content.Length}/Filter[{filters}]>>\nstream\n{Encoding.Latin1.GetString(content)}\nendstream";
    }
}
