using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>A build in which nothing changed: what the package costs who does not need it.</summary>
internal sealed class IncrementalPart : IPart
{
    private const string With = "with the package", Without = "without it", Configuration = "Same";

    public string Name => "incremental";

    public string Title => "a build in which nothing changed";

    public void Run(PartContext context, PartReport report)
    {
        var (documents, projects) = context.Options.Choose((1000, 8), (24, 2));
        var fixture = new BuildFixture(context, documents);
        var consuming = fixture.Consuming("consuming", projects, documents);
        // What removing the package leaves: items that nobody reads.
        var plain = fixture.Without("plain", projects, i => $"""<ItemGroup><PdfDocument Include="{Path.Combine(consuming.FolderOf(i), "docs")}/*.pdf" /></ItemGroup>""");
        consuming.Build(Configuration);
        plain.Build(Configuration);

        var what = $"build of {Units.Count(documents)} documents in {projects} projects, nothing changed";
        report.Compare(
            what,
            [BuildFixture.Building(With, _ => consuming.Build(Configuration)), BuildFixture.Building(Without, _ => plain.Build(Configuration))],
            BuildFixture.PaceOf(context.Options.Choose(15, 1)));
        report.Notes.Add("Both list the documents.");
        report.Aim(what, (one, other) => one.Over(other), With, Without, Bound.AtMost(1.03));
    }
}
