using PdfTract.Cache.Benchmarks.Builds;
using PdfTract.Cache.Benchmarks.Driving;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>Several who miss the same documents at once: how often is one extracted, and how much longer does it take than one alone?</summary>
internal sealed class ClaimsPart : IPart
{
    private const int Several = 4;
    private const double ExtractionSeconds = 0.05;

    public string Name => "claims";

    public string Title => "nodes and builds that miss the same documents at once";

    public void Run(PartContext context, PartReport report)
    {
        var documents = context.Options.Choose(200, 12);
        var fixture = new BuildFixture(context, documents, length: 8 << 10, ExtractionSeconds);
        var package = fixture.Package(PackedPackages.Tasks);
        var all = ProjectTree.Extracting(fixture.Extractor.Command, $"{fixture.Documents.Pdfs}/*.pdf");
        var together = new ProjectTree(context.FolderFor("together"), [.. Enumerable.Repeat(all, Several)], context.FolderFor("cache-together"), package);
        var apart = Enumerable.Range(0, Several)
            .Select(i => new ProjectTree(context.FolderFor($"apart-{i}"), [all], context.FolderFor("cache-apart"), package))
            .ToArray();

        var table = new MarkdownTable($"{Units.Count(documents)} documents, {ExtractionSeconds * 1000:0} ms each", "", "extractions", "a document", "time");
        Measure($"one build, -m:{Several}, {Several} projects with the same documents", () => together.Build("Cold", $"-m:{Several}"));
        Measure($"{Several} builds at once, one project each", () =>
        {
            var times = new TimeSpan[Several];
            Parallel.For(0, Several, new ParallelOptions { MaxDegreeOfParallelism = Several }, i => times[i] = apart[i].Build("Cold"));
            return times.Max();
        });
        report.Tables.Add(table);
        report.Notes.Add("At least one extraction a document is needed.");
        CompareOneDocument(context, report, fixture, package);

        void Measure(string what, Func<TimeSpan> build)
        {
            fixture.Extractor.Forget();
            var elapsed = build();
            var calls = fixture.Extractor.Calls;
            table.Add(what, Units.Count(calls), Figures.Ratio((double)calls / documents), Units.Seconds(elapsed.TotalSeconds));
            report.Aim($"{what}: extractions a document", Bound.AtMost(1), (double)calls / documents);
        }
    }

    /// <summary>A document that takes long, in the same run with one project and with several: each build has a cache and an obj/ of its own.</summary>
    private static void CompareOneDocument(PartContext context, PartReport report, BuildFixture fixture, (string Folder, string Name) package)
    {
        const string One = "one project", Many = "several projects";
        var seconds = context.Options.Choose(10, 1);
        var extractor = new KnowingExtractor(context.FolderFor("slow-extractor"), fixture.Documents, seconds);
        var first = Directory.GetFiles(fixture.Documents.Pdfs, "*.pdf").Order(StringComparer.Ordinal).First();
        var project = ProjectTree.Extracting(extractor.Command, first);
        var one = new ProjectTree(context.FolderFor("one"), [project], cache: null, package);
        var many = new ProjectTree(context.FolderFor("many"), [.. Enumerable.Repeat(project, Several)], cache: null, package);
        var builds = 0;

        var what = $"one document of {seconds} s, -m:{Several}";
        report.Compare(what, [Building(One, one), Building(Many, many)], BuildFixture.PaceOf(context.Options.Choose(5, 1)));
        report.Notes.Add($"Several projects are {Several}, which list the same document; the ratio holds the start of their nodes as well.");
        report.Aim($"{what}: extractions a build", Bound.AtMost(1), (double)extractor.Calls / builds);
        report.Aim(what, (several, single) => several.Over(single), Many, One, Bound.AtMost(1.15));

        Lane Building(string contestant, ProjectTree tree) => BuildFixture.Building(contestant, i =>
        {
            builds++;
            tree.BuildWith(context.FolderFor($"cache-{contestant.Replace(' ', '-')}-{i}"), $"Cold{i}", $"-m:{Several}");
        });
    }
}
