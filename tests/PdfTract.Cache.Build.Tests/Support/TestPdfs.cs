using System.Globalization;
using System.Text;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Small PDFs, written by hand: one line of text a page, and the same bytes for the same lines.</summary>
internal static class TestPdfs
{
    /// <summary>Writes a PDF, and the folders above it.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="lines">The pages' lines; ASCII without parentheses.</param>
    /// <returns>The path.</returns>
    public static string Write(string path, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Bytes(lines));
        return path;
    }

    public static byte[] Bytes(params string[] lines)
    {
        var pages = string.Join(' ', lines.Select((_, i) => $"{PageNumber(i)} 0 R"));
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [{pages}] /Count {lines.Length} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        };
        for (var i = 0; i < lines.Length; i++)
        {
            var content = $"BT /F1 24 Tf 72 700 Td ({lines[i]}) Tj ET";
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {PageNumber(i) + 1} 0 R >>");
            objects.Add($"<< /Length {content.Length} >>\nstream\n{content}\nendstream");
        }

        return Encoding.ASCII.GetBytes(WithTable(objects));
    }

    /// <summary>Objects 1 to 3 are the catalog, the page tree and the font; each page has two.</summary>
    private static int PageNumber(int index) => 4 + (2 * index);

    private static string WithTable(List<string> objects)
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            pdf.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        return pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").ToString();
    }
}
