using PdfTract.Cache.Benchmarks.Contestants;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>What a store costs without fsync: the output file is read, its bytes are kept under a key that is new.</summary>
internal sealed class StorePart : IPart
{
    private const string Mixed = "text and JSON";

    private static readonly (int Length, double Raw, double Sqlite)[] Aims = [(Lengths.Small, 0.6, 2), (Lengths.Large, 0.5, 1.2)];

    public string Name => "store";

    public string Title => "a store without fsync, one process";

    public void Run(PartContext context, PartReport report)
    {
        using var field = new Field(context.FolderFor("caches"));
        var groups = new List<BarGroup>();
        foreach (var (length, raw, sqlite) in Aims)
        {
            var count = Lengths.Count(length, context.Options);
            foreach (var (kinds, items) in new[]
            {
                (Mixed, context.Pieces.Cut(length, count)),
                ("text", context.Pieces.Cut(length, count, Item.Text)),
                ("JSON", context.Pieces.Cut(length, count, Item.Json)),
            })
            {
                var what = $"store, {Lengths.NameOf(length)}, {kinds}";
                var group = report.Compare(
                    what,
                    [.. field.Contestants.Select(contestant => Comparison.Fresh(contestant.Name, i => items[i % items.Length].Again($"{what} {i}"), contestant.Store))],
                    kinds == Mixed ? context.FilesPace(length) : context.FilesPace(length) with { Rounds = context.Options.Choose(5, 2) },
                    field.Absent);
                report.Notes.Add($"{what}: zstd at level 3 makes it {Figures.Ratio(Pieces.Ratio(items.Take(64)))} times smaller.");
                if (kinds == Mixed)
                {
                    groups.Add(group);
                    report.AimAtSpeed(what, (RawFiles.Title, raw), (Sqlite.Title, sqlite), (TunedSqlite.Title, sqlite));
                }
            }
        }

        report.Charts.Add(new BarChart("Stores", "a second", groups));
        report.Notes.Add("Nobody syncs: SQLite with synchronous=OFF, LMDB with NoSync, Redis without persistence.");
    }
}
