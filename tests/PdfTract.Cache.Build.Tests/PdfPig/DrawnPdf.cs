using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Small PDFs, made as they are needed: A4 pages of Helvetica, 10 points, where each text is placed by hand.</summary>
internal static class DrawnPdf
{
    public const int Size = 10;

    public static byte[] OfPages(params Text[][] pages)
    {
        using var builder = new PdfDocumentBuilder();
        builder.DocumentInformation.Title = "A \"small\" title";
        builder.DocumentInformation.Author = "Ada";
        builder.DocumentInformation.CreationDate = "D:20240501123000+02'00'";
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var texts in pages)
        {
            var page = builder.AddPage(PageSize.A4);
            foreach (var text in texts)
            {
                page.AddText(text.Words, Size, new PdfPoint(text.X, text.Y), font);
            }
        }

        return builder.Build();
    }

    /// <summary>One page with one line.</summary>
    public static byte[] Saying(string words) => OfPages([new Text(words, 72, 700)]);

    /// <summary>Many pages, so that there is time to do something while they are extracted.</summary>
    public static byte[] OfManyPages(int count) => OfPages([.. Enumerable.Range(1, count).Select(number => new[] { new Text($"page {number}", 72, 700) })]);

    /// <summary>A PDF of these objects, numbered from one; the first is its catalog.</summary>
    public static byte[] OfObjects(params string[] objects)
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var content in objects)
        {
            offsets.Add(pdf.Length);
            pdf.Append($"{offsets.Count} 0 obj\n{content}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => pdf.Append($"{offset:0000000000} 00000 n \n"));
        pdf.Append($"trailer\n<</Root 1 0 R/Size {objects.Length + 1}>>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    /// <summary>Two pages; the content of the second one is not there.</summary>
    public static byte[] BreaksOnTheSecondPage => OfObjects(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 200 100]>>",
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 6 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/Contents 99 0 R/Resources<<>>>>",
        Drawing("BT /F 12 Tf 20 50 Td (Text here) Tj ET"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");

    /// <summary>An object that draws something.</summary>
    public static string Drawing(string operators) => $"<</Length {operators.Length}>>\nstream\n{operators}\nendstream";

    /// <summary>AES-128; opens with the password <c>secret</c>, says "Under seal".</summary>
    public static byte[] WithPassword => Convert.FromBase64String(
        "JVBERi0xLjYKJb/3ov4KMSAwIG9iago8PCAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL0NvdW50IDEgL0tpZHMg"
        + "WyAzIDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoKMyAwIG9iago8PCAvQ29udGVudHMgNCAwIFIgL01lZGlhQm94IFsgMCAwIDIwMCAxMDAgXSAvUGFy"
        + "ZW50IDIgMCBSIC9SZXNvdXJjZXMgPDwgL0ZvbnQgPDwgL0YgNSAwIFIgPj4gPj4gL1R5cGUgL1BhZ2UgPj4KZW5kb2JqCjQgMCBvYmoKPDwgL0ZpbHRlciAv"
        + "RmxhdGVEZWNvZGUgL0xlbmd0aCA4MCA+PgpzdHJlYW0KswTAfAiqIU81MSxQPtCh5g/6lxtr/Z0gG+HaDV6QuAQpfKW4eq9jKvl4kecAQnxD9Fgf6GWRc24R"
        + "1JF9bAswuHIYHRKUQSCLwdGUtCzVCOBlbmRzdHJlYW0KZW5kb2JqCjUgMCBvYmoKPDwgL0Jhc2VGb250IC9IZWx2ZXRpY2EgL1N1YnR5cGUgL1R5cGUxIC9U"
        + "eXBlIC9Gb250ID4+CmVuZG9iago2IDAgb2JqCjw8IC9DRiA8PCAvU3RkQ0YgPDwgL0F1dGhFdmVudCAvRG9jT3BlbiAvQ0ZNIC9BRVNWMiAvTGVuZ3RoIDE2"
        + "ID4+ID4+IC9GaWx0ZXIgL1N0YW5kYXJkIC9MZW5ndGggMTI4IC9PIDwwZGI1ODU1ZmM1MzI2NTY5ZTc2NTkwNmNhZjY0ZTQ0MjlhNGMyMGQ2ZTk5NmZkZWY5"
        + "NjNlOWI1MDgwZjllMDgzPiAvUCAtNCAvUiA0IC9TdG1GIC9TdGRDRiAvU3RyRiAvU3RkQ0YgL1UgPGJlOWNjMWVkZmNlYjJmYjIyODZlZTc0Y2VjMDgzNDI5"
        + "MDEyMjQ1NmE5MWJhZTUxMzQyNzNhNmRiMTM0Yzg3YzQ+IC9WIDQgPj4KZW5kb2JqCnhyZWYKMCA3CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAxNSAw"
        + "MDAwMCBuIAowMDAwMDAwMDY0IDAwMDAwIG4gCjAwMDAwMDAxMjMgMDAwMDAgbiAKMDAwMDAwMDI1MCAwMDAwMCBuIAowMDAwMDAwNDAwIDAwMDAwIG4gCjAw"
        + "MDAwMDA0NzAgMDAwMDAgbiAKdHJhaWxlciA8PCAvUm9vdCAxIDAgUiAvU2l6ZSA3IC9JRCBbPDFkOTE4Zjk2MDg3YzhkNDQ3MTAzMWNjOGU4YjFkYTUxPjwz"
        + "MTQxNTkyNjUzNTg5NzkzMjM4NDYyNjQzMzgzMjc5NT5dIC9FbmNyeXB0IDYgMCBSID4+CnN0YXJ0eHJlZgo3NjkKJSVFT0YK");

    /// <summary>AES-128 with the owner's password alone: everybody may read it. Says "Under seal".</summary>
    public static byte[] WithOwnerPassword => Convert.FromBase64String(
        "JVBERi0xLjYKJb/3ov4KMSAwIG9iago8PCAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL0NvdW50IDEgL0tpZHMg"
        + "WyAzIDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoKMyAwIG9iago8PCAvQ29udGVudHMgNCAwIFIgL01lZGlhQm94IFsgMCAwIDIwMCAxMDAgXSAvUGFy"
        + "ZW50IDIgMCBSIC9SZXNvdXJjZXMgPDwgL0ZvbnQgPDwgL0YgNSAwIFIgPj4gPj4gL1R5cGUgL1BhZ2UgPj4KZW5kb2JqCjQgMCBvYmoKPDwgL0ZpbHRlciAv"
        + "RmxhdGVEZWNvZGUgL0xlbmd0aCA4MCA+PgpzdHJlYW0K4ypWj6a7m7Y5llaRtDDGIkMBtg7SUu2dqV3gB9H+az2OxltHaMjAU0WARj9EEmbrAahYOQAr4pRN"
        + "9bzI7A/s6PtGX/t8Y6ifmHF7iRk0M9xlbmRzdHJlYW0KZW5kb2JqCjUgMCBvYmoKPDwgL0Jhc2VGb250IC9IZWx2ZXRpY2EgL1N1YnR5cGUgL1R5cGUxIC9U"
        + "eXBlIC9Gb250ID4+CmVuZG9iago2IDAgb2JqCjw8IC9DRiA8PCAvU3RkQ0YgPDwgL0F1dGhFdmVudCAvRG9jT3BlbiAvQ0ZNIC9BRVNWMiAvTGVuZ3RoIDE2"
        + "ID4+ID4+IC9GaWx0ZXIgL1N0YW5kYXJkIC9MZW5ndGggMTI4IC9PIDw1NjZmYTg3M2VlMzNjNzk3Y2QzYjkwNGZkYWRmODE0YWZhMzRkZjlhMzhmNmVkNDFi"
        + "OTg0ZTJjNmRhMmFhNmY1PiAvUCAtNCAvUiA0IC9TdG1GIC9TdGRDRiAvU3RyRiAvU3RkQ0YgL1UgPGRiY2E4NzQ2MjM5ZDg5YTUzZmQ3ODA4ODNlYzQwOWJl"
        + "MDEyMjQ1NmE5MWJhZTUxMzQyNzNhNmRiMTM0Yzg3YzQ+IC9WIDQgPj4KZW5kb2JqCnhyZWYKMCA3CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAxNSAw"
        + "MDAwMCBuIAowMDAwMDAwMDY0IDAwMDAwIG4gCjAwMDAwMDAxMjMgMDAwMDAgbiAKMDAwMDAwMDI1MCAwMDAwMCBuIAowMDAwMDAwNDAwIDAwMDAwIG4gCjAw"
        + "MDAwMDA0NzAgMDAwMDAgbiAKdHJhaWxlciA8PCAvUm9vdCAxIDAgUiAvU2l6ZSA3IC9JRCBbPDFkOTE4Zjk2MDg3YzhkNDQ3MTAzMWNjOGU4YjFkYTUxPjwz"
        + "MTQxNTkyNjUzNTg5NzkzMjM4NDYyNjQzMzgzMjc5NT5dIC9FbmNyeXB0IDYgMCBSID4+CnN0YXJ0eHJlZgo3NjkKJSVFT0YK");

    /// <summary>Opens <see cref="WithLongPassword"/>: random, so that it is nowhere by chance.</summary>
    public const string LongPassword = "SkgeJTBTyzHvjxCEv2isfFsHff0gHPL4";

    /// <summary>AES-256; opens with <see cref="LongPassword"/>, says "Under seal".</summary>
    public static byte[] WithLongPassword => Convert.FromBase64String(
        "JVBERi0xLjcKJb/3ov4KMSAwIG9iago8PCAvRXh0ZW5zaW9ucyA8PCAvQURCRSA8PCAvQmFzZVZlcnNpb24gLzEuNyAvRXh0ZW5zaW9uTGV2ZWwgOCA+PiA+PiAvUG"
        + "FnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL0NvdW50IDEgL0tpZHMgWyAzIDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoK"
        + "MyAwIG9iago8PCAvQ29udGVudHMgNCAwIFIgL01lZGlhQm94IFsgMCAwIDIwMCAxMDAgXSAvUGFyZW50IDIgMCBSIC9SZXNvdXJjZXMgPDwgL0ZvbnQgPDwgL0YgNS"
        + "AwIFIgPj4gPj4gL1R5cGUgL1BhZ2UgPj4KZW5kb2JqCjQgMCBvYmoKPDwgL0xlbmd0aCA2NCAvRmlsdGVyIC9GbGF0ZURlY29kZSA+PgpzdHJlYW0KYbRvQI4xRlCo"
        + "mS/lARexl2NZP2OgQYg2ntrDzAEDP1OOd6RF8B8dWYXNjjCZsFwEp3JntPbW9KS2yxWPaUkrl2VuZHN0cmVhbQplbmRvYmoKNSAwIG9iago8PCAvQmFzZUZvbnQgL0"
        + "hlbHZldGljYSAvU3VidHlwZSAvVHlwZTEgL1R5cGUgL0ZvbnQgPj4KZW5kb2JqCjYgMCBvYmoKPDwgL0NGIDw8IC9TdGRDRiA8PCAvQXV0aEV2ZW50IC9Eb2NPcGVu"
        + "IC9DRk0gL0FFU1YzIC9MZW5ndGggMzIgPj4gPj4gL0ZpbHRlciAvU3RhbmRhcmQgL0xlbmd0aCAyNTYgL08gPDJiZTRhNDYyZGVkMTFjYzY5NTg0YzI4ZTZlMmI0Yz"
        + "diNjVlOGFkMmQyM2YxODYxMzRlMjI0NmFjNzA1Mjk1MDJjOGZkOWY5ODJiNWMzN2RmNzU2NmUwYjYxY2E0MjAzZj4gL09FIDw1ZDQ5NTg3ZTRhZTk5ZjgzNDJkMGU2"
        + "YWVjOTljZjU5MjA5NzRkMDI1OGZlMGYyNDE1ZDRiNmRiNjY3MGFiM2RkPiAvUCAtNCAvUGVybXMgPDI0Y2NjOTY4ZWIwYjk5OTM4YjgxMWRjNWMwZGU2MTdmPiAvUi"
        + "A2IC9TdG1GIC9TdGRDRiAvU3RyRiAvU3RkQ0YgL1UgPDU4YTRkNWM5ODg3MzliNjk4Y2QyODY4MWFjNzg4OTQwZGE0MWY2Nzc4N2I0NWRlOGI2M2YwODU2ZWVmZTBk"
        + "ZWQ4NzY1YTM5ZTcyYjQzYjZmYzI5NTdlZDIxYWM4NTYzZj4gL1VFIDxmOWFhODViZGE5YmYxZDNjYzAwYTZkNmY1N2Y4ZmM5OWU2ZGU4NDM3NmE0OTdjMmQ3NTExMD"
        + "JiZDE1ZTVmMTA5PiAvViA1ID4+CmVuZG9iagp4cmVmCjAgNwowMDAwMDAwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMTUgMDAwMDAgbiAKMDAwMDAwMDEzMCAwMDAwMCBu"
        + "IAowMDAwMDAwMTg5IDAwMDAwIG4gCjAwMDAwMDAzMTYgMDAwMDAgbiAKMDAwMDAwMDQ1MCAwMDAwMCBuIAowMDAwMDAwNTIwIDAwMDAwIG4gCnRyYWlsZXIgPDwgL1"
        + "Jvb3QgMSAwIFIgL1NpemUgNyAvSUQgWzwzN2VjZjUwNDQyNGEzNWU2NmRhYzVlMTc1ZGJiYmExZj48MzdlY2Y1MDQ0MjRhMzVlNjZkYWM1ZTE3NWRiYmJhMWY+XSAv"
        + "RW5jcnlwdCA2IDAgUiA+PgpzdGFydHhyZWYKMTA2NwolJUVPRgo=");

    internal sealed record Text(string Words, double X, double Y);
}
