using PdfTract.Cache.Benchmarks.Builds;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>A build in which nothing changed: what the package costs who does not need it, and beside what a user would write instead.</summary>
internal sealed class IncrementalPart : IPart
{
    private const string With = "with the package", ByHand = "with a target written by hand", Without = "without either", Configuration = "Same";

    public string Name => "incremental";

    public string Title => "a build in which nothing changed";

    public void Run(PartContext context, PartReport report)
    {
        var (documents, projects) = context.Options.Choose((1000, 8), (24, 2));
        var fixture = new BuildFixture(context, documents);
        var consuming = fixture.Consuming("consuming", projects, documents);
        var byHand = fixture.Without("by-hand", projects, i => Writing(fixture.Extractor, consuming.FolderOf(i)));
        // What removing the package leaves: items that nobody reads.
        var plain = fixture.Without("plain", projects, i => Listing(consuming.FolderOf(i)));
        ProjectTree[] trees = [consuming, byHand, plain];
        Array.ForEach(trees, tree => tree.Build(Configuration));
        fixture.Extractor.Forget();

        var what = $"build of {Units.Count(documents)} documents in {projects} projects, nothing changed";
        report.Compare(
            what,
            [
                BuildFixture.Building(With, _ => consuming.Build(Configuration)),
                BuildFixture.Building(ByHand, _ => byHand.Build(Configuration)),
                BuildFixture.Building(Without, _ => plain.Build(Configuration)),
            ],
            BuildFixture.PaceOf(context.Options.Choose(15, 1)));
        if (fixture.Extractor.Calls > 0)
        {
            throw new InvalidDataException("A document was extracted though nothing changed.");
        }

        report.Notes.Add("All list the documents. The target written by hand has Inputs and Outputs, calls the same extractor, and lists its results for what comes after it and for Clean.");
        report.Aim(what, (one, other) => one.Over(other), With, ByHand, Bound.AtMost(1.03));
        if (report.Find(what, With) is { } with && report.Find(what, Without) is { } without)
        {
            report.Notes.Add(FormattableString.Invariant($"To no package and no target at all it is {with.Over(without):0.00}."));
        }
    }

    private static string Listing(string folder) => $"""<ItemGroup><PdfDocument Include="{Path.Combine(folder, "docs")}/*.pdf" /></ItemGroup>""";

    /// <summary>As short as it can be and still work.</summary>
    private static string Writing(KnowingExtractor extractor, string folder) =>
        $"""
         {Listing(folder)}
           <Target Name="ExtractByHand" BeforeTargets="BeforeBuild"
                   Inputs="@(PdfDocument)"
                   Outputs="@(PdfDocument->'$(IntermediateOutputPath)pdf/%(Filename).txt');@(PdfDocument->'$(IntermediateOutputPath)pdf/%(Filename).json')">
             <MakeDir Directories="$(IntermediateOutputPath)pdf" />
             <Exec Command="&quot;{extractor.Program}&quot; &quot;%(PdfDocument.FullPath)&quot; &quot;$(IntermediateOutputPath)pdf/%(Filename).txt&quot; &quot;$(IntermediateOutputPath)pdf/%(Filename).json&quot;" />
           </Target>
           <Target Name="ListByHand" AfterTargets="ExtractByHand">
             <ItemGroup>
               <PdfExtraction Include="@(PdfDocument->'$(IntermediateOutputPath)pdf/%(Filename).txt');@(PdfDocument->'$(IntermediateOutputPath)pdf/%(Filename).json')" />
               <FileWrites Include="@(PdfExtraction)" />
             </ItemGroup>
           </Target>
         """;
}
