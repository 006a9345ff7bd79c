using PdfTract.Cache.Benchmarks.Builds;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>A clean clone with a full cache, beside the least that could put the results there: MSBuild copying them.</summary>
internal sealed class WarmPart : IPart
{
    private const string Ours = "from the cache", Copy = "by MSBuild's Copy";

    public string Name => "warm";

    public string Title => "a build without obj/ whose results are all in the cache";

    public void Run(PartContext context, PartReport report)
    {
        var (documents, projects) = context.Options.Choose((1000, 8), (24, 2));
        var fixture = new BuildFixture(context, documents);
        var consuming = fixture.Consuming("consuming", projects, documents);
        var copying = fixture.Without("copying", projects, i => Copying(fixture.Documents, documents * i / projects, documents * (i + 1) / projects));
        consuming.Build("Fill");
        consuming.Expect("Fill", "stored", documents);

        var what = $"build of {Units.Count(documents)} documents in {projects} projects, obj/ empty";
        report.Compare(
            what,
            [
                BuildFixture.Building(Ours, round =>
                {
                    consuming.Build($"R{round}");
                    consuming.Expect($"R{round}", "fromCache", documents);
                }),
                BuildFixture.Building(Copy, round => copying.Build($"R{round}")),
            ],
            BuildFixture.PaceOf(context.Options.Choose(7, 1)));
        report.Aim(what, (one, other) => one.Over(other), Ours, Copy, Bound.AtMost(1.25));

        var extracts = context.Extracts;
        var bytes = DocumentSet.ResultBytes(documents);
        var extracting = extracts.Seconds * bytes / extracts.Bytes / Environment.ProcessorCount;
        var build = report.Find(what, Ours)!.Median / 1_000_000;
        report.Notes.Add(
            $"Each document has {Figures.Size(DocumentSet.TextLength)} of text and {Figures.Size(DocumentSet.JsonLength)} of JSON. PdfPig would take {Units.Seconds(extracting)} for as much "
            + $"on {Environment.ProcessorCount} cores, {Figures.Ratio(extracting / build)} times as long as the whole warm build: an estimate from {extracts.Documents} documents "
            + $"({extracts.Pages} pages, {Figures.Size(extracts.Bytes)} of results in {Units.Seconds(extracts.Seconds)}) of {extracts.From}.");
    }

    private static string Copying(DocumentSet documents, int first, int last) =>
        $"""
           <ItemGroup>
             {string.Concat(Enumerable.Range(first, last - first).Select(i => $"<Result Include=\"{documents.Results}/d{i}.txt;{documents.Results}/d{i}.json\" />"))}
           </ItemGroup>
           <Target Name="PlaceResults" BeforeTargets="BeforeBuild">
             <Copy SourceFiles="@(Result)" DestinationFolder="$(IntermediateOutputPath)pdf/" />
           </Target>
         """;
}
