using PdfTract.Cache.Benchmarks.Contestants;
using PdfTract.Cache.Benchmarks.Driving;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>What a hit costs when its bytes go into a file that was not there.</summary>
internal sealed class RestorePart : IPart
{
    /// <summary>A project's outputs, about, and not one folder of thousands.</summary>
    private const int FilesInFolder = 500;

    private static readonly (int Length, double Raw, double Sqlite, double Redis, double Cacache)[] Aims =
    [
        (Lengths.Small, 0.8, 1.7, 2.2, 15),
        (Lengths.Medium, 0.45, 1.5, 1.7, 6),
        (Lengths.Large, 0.22, 1.25, 1.3, 2),
    ];

    public string Name => "restore";

    public string Title => "a hit restored to a file under a free name, one process";

    public void Run(PartContext context, PartReport report)
    {
        using var field = new Field(context.FolderFor("caches"));
        var groups = new List<BarGroup>();
        foreach (var (length, raw, sqlite, redis, cacache) in Aims)
        {
            var items = context.Items(length);
            var checks = context.FolderFor("checks");
            foreach (var contestant in field.Contestants)
            {
                contestant.Fill(items, checks);
            }

            var what = $"hit into a new file, {Lengths.NameOf(length)}";
            groups.Add(report.Compare(
                what, [.. field.Contestants.Select(contestant => Restoring(contestant, items, context))], context.FilesPace(length), field.Absent));
            report.AimAtSpeed(what, (RawFiles.Title, raw), (Sqlite.Title, sqlite), (TunedSqlite.Title, sqlite), ("Redis", redis), ("npm cacache", cacache));
        }

        report.Charts.Add(new BarChart("Hits restored to new files", "a second", groups));
        report.Notes.Add("Every contestant writes a temp beside the destination and renames it; no fsync; every destination is new and nothing is deleted until the run is over.");
    }

    private static Lane Restoring(IContestant contestant, Item[] items, PartContext context) => Comparison.Fresh(
        contestant.Name,
        i => (items[i % items.Length], Path.Combine(
            context.FolderFor($"out-{contestant.Name}-{items[0].Length}-{i / FilesInFolder}"), $"{i}.out")),
        contestant.Restore);
}
