using PdfTract.Cache.Benchmarks.Builds;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>A build that has to extract everything: what looking and storing add.</summary>
internal sealed class ColdPart : IPart
{
    private const string On = "cache on, empty", Off = "cache off";
    private const int Projects = 4;

    /// <summary>For a quick run.</summary>
    private const long FewBytes = 250_000;

    public string Name => "cold";

    public string Title => "a build that extracts everything, with the embedded extractor";

    public void Run(PartContext context, PartReport report)
    {
        var folder = context.FolderFor("consuming");
        var documents = Place(Extractor.Pdfs(context.Options.Payloads), context.Options.Choose(long.MaxValue, FewBytes), folder);
        var consuming = new ProjectTree(
            folder,
            [.. Enumerable.Repeat("""<ItemGroup><PdfDocument Include="docs/*.pdf" /></ItemGroup>""", Projects)],
            null,
            // An extractor is asked for its name before the cache asks.
            (context.Packages.FolderOf(PackedPackages.PdfPig), PackedPackages.PdfPig),
            (context.Packages.FolderOf(PackedPackages.Tasks), PackedPackages.Tasks));

        var what = $"build that extracts {Units.Count(documents)} documents in {Projects} projects";
        report.Compare(
            what,
            [
                BuildFixture.Building(On, round =>
                {
                    consuming.BuildWith(context.FolderFor($"cache-{round}"), $"On{round}");
                    consuming.Expect($"On{round}", "stored", documents);
                }),
                BuildFixture.Building(Off, round =>
                {
                    consuming.BuildWith(null, $"Off{round}", "-p:PdfCacheEnabled=false");
                    consuming.Expect($"Off{round}", "extracted", documents);
                }),
            ],
            BuildFixture.PaceOf(context.Options.Choose(9, 1)));
        report.Aim(what, (one, other) => one.Over(other), On, Off, Bound.AtMost(1.02));
        report.Notes.Add("Stores are flushed to the disk, as they are unless somebody switches that off.");
    }

    private static int Place(IReadOnlyList<FileInfo> pdfs, long mostBytes, string folder)
    {
        var (bytes, count) = (0L, 0);
        for (var i = 0; i < Projects; i++)
        {
            Directory.CreateDirectory(Path.Combine(folder, $"p{i}", "docs"));
        }

        foreach (var pdf in pdfs.TakeWhile(pdf => (bytes += pdf.Length) <= mostBytes || count < Projects))
        {
            var document = Path.Combine(folder, $"p{count++ % Projects}", "docs", pdf.Name);
            pdf.CopyTo(document);
            File.SetLastWriteTimeUtc(document, DateTime.UtcNow.AddMinutes(-1));
        }

        return count;
    }
}
