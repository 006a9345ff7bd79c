using Handbook.MakePdfs;

const string Texts = "texts";
const string Documents = "../documents";

foreach (var source in Directory.EnumerateFiles(Texts, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    var manuscript = Manuscript.Parse(File.ReadAllLines(source));
    var pages = Typesetter.Set(manuscript);
    var pdf = PdfFile.Write(manuscript, pages);

    var target = Path.Combine(Documents, Path.ChangeExtension(Path.GetRelativePath(Texts, source), ".pdf"));
    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    File.WriteAllBytes(target, pdf);

    Console.WriteLine($"{target}: {pages.Count} pages, {pdf.Length} bytes");
}
