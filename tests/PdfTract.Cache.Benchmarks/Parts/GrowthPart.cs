using System.Text.Json;
using PdfTract.Cache.Benchmarks.Builds;
using PdfTract.Cache.Benchmarks.Driving;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Reporting;
using PdfTract.Cache.Benchmarks.Workers;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>How costs grow with documents, projects, nodes and entries.</summary>
internal sealed class GrowthPart : IPart
{
    private const string Empty = "obj/ empty", Same = "nothing changed";

    public string Name => "growth";

    public string Title => "how warm builds and hits grow";

    public void Run(PartContext context, PartReport report)
    {
        var (documents, projects) = context.Options.Choose((new[] { 125, 250, 500, 1000 }, new[] { 1, 2, 4, 8 }), ([8, 16], [1, 2]));
        var fixture = new BuildFixture(context, documents[^1]);
        fixture.Consuming("fill", projects[^1], documents[^1]).Build("Fill");
        var trees = new Dictionary<(int, int), ProjectTree>();
        Builds(context, report, "documents", $"documents in {projects[^1]} projects", documents, count => Both(Tree(projects[^1], count), $"Documents{count}"));
        Builds(context, report, "projects", $"projects with {documents[0]} documents in all", projects, count => Both(Tree(count, documents[0]), $"Projects{count}"));
        Builds(context, report, "nodes", $"nodes for {documents[^1]} documents in {projects[^1]} projects", [1, 2, 4], count => Both(Tree(projects[^1], documents[^1]), $"Nodes{count}", $"-m:{count}"));
        Entries(context, report);

        ProjectTree Tree(int inProjects, int count)
        {
            if (!trees.TryGetValue((inProjects, count), out var tree))
            {
                trees.Add((inProjects, count), tree = fixture.Consuming($"consuming-{inProjects}-{count}", inProjects, count));
            }

            return tree;
        }
    }

    /// <summary>The two builds of a tree: one finds no obj/, one changes nothing.</summary>
    private static IEnumerable<Lane> Both(ProjectTree tree, string configuration, params string[] arguments)
    {
        tree.Build(configuration, arguments);
        yield return BuildFixture.Building(Empty, round => tree.Build($"{configuration}-{round}", arguments));
        yield return BuildFixture.Building(Same, _ => tree.Build(configuration, arguments));
    }

    private static void Builds(PartContext context, PartReport report, string what, string axis, int[] counts, Func<int, IEnumerable<Lane>> lanes)
    {
        var all = counts.SelectMany(count => lanes(count).Select(lane => lane with { Contestant = $"{count} {what}, {lane.Contestant}" })).ToArray();
        var series = Rounds.Run($"growth with {what}", all, BuildFixture.PaceOf(context.Options.Choose(3, 1)));
        report.Series.AddRange(series);
        var table = new MarkdownTable($"builds by number of {what}", axis, Empty, Same);
        for (var i = 0; i < counts.Length; i++)
        {
            table.Add($"{counts[i]}", Figures.Time(series[2 * i]), Figures.Time(series[(2 * i) + 1]));
        }

        report.Tables.Add(table);
        report.Charts.Add(new LineChart($"Builds by number of {what}", axis, "seconds",
            [Line(Empty, 0), Line(Same, 1)]));

        ChartLine Line(string name, int offset) => new(name, [.. counts.Select((count, i) => ((double)count, series[(2 * i) + offset].Median / 1_000_000))]);
    }

    private static void Entries(PartContext context, PartReport report)
    {
        var counts = context.Options.Choose(new[] { 1000, 10_000, 100_000, 1_000_000 }, [1000, 20_000]);
        using var reading = new EntryReading(counts);
        var series = Rounds.Run("growth with entries", [.. counts.Select(count => reading.Lane(count, $"{count} entries"))], context.Pace);
        report.Series.AddRange(series);
        var sweeps = counts.Select(count => JsonSerializer.Deserialize<SweepFigures>(Roles.Ask(Roles.Sweep, EntryCaches.Of(count)))!).ToArray();
        var table = new MarkdownTable("by number of entries", "entries", "hit into memory", "clean-up that removes nothing", "its memory grew by");
        for (var i = 0; i < counts.Length; i++)
        {
            table.Add(Units.Count(counts[i]), Figures.Time(series[i]), Units.Seconds(sweeps[i].Seconds), Figures.Size(sweeps[i].PeakGrowth));
        }

        report.Tables.Add(table);
        report.Charts.Add(new LineChart(
            "Hits by number of entries", "entries", "microseconds", [new ChartLine("a hit", [.. counts.Select((count, i) => ((double)count, series[i].Median))])], IsLogarithmic: true));
        report.Charts.Add(new LineChart(
            "Clean-up by number of entries", "entries", "seconds", [new ChartLine("a clean-up", [.. counts.Select((count, i) => ((double)count, sweeps[i].Seconds))])]));
    }
}
