using PdfTract.Cache.Benchmarks.Contestants;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>What a hit costs when its bytes go into memory that is used again.</summary>
internal sealed class MemoryPart : IPart
{
    private static readonly (int Length, double Sqlite)[] Aims = [(Lengths.Small, 3.5), (Lengths.Medium, 1.9), (Lengths.Large, 1.35)];

    public string Name => "memory";

    public string Title => "a hit into memory, one process";

    public void Run(PartContext context, PartReport report)
    {
        using var field = new Field(context.FolderFor("caches"));
        var groups = new List<BarGroup>();
        foreach (var (length, sqlite) in Aims)
        {
            var items = context.Items(length);
            var checks = context.FolderFor("checks");
            foreach (var contestant in field.Contestants)
            {
                contestant.Fill(items, checks);
            }

            var what = $"hit into memory, {Lengths.NameOf(length)}";
            groups.Add(report.Compare(
                what, [.. field.Contestants.Select(contestant => Comparison.Cycling(contestant.Name, items, contestant.Read))], context.Pace, field.Absent));
            report.AimAtSpeed(what, (Sqlite.Title, sqlite), (TunedSqlite.Title, sqlite), ("LMDB", 1));
        }

        report.Charts.Add(new BarChart("Hits into memory", "a second", groups));
        report.Notes.Add("Verified: the product's hits by the entry's checksum, SQLite's, LMDB's and Redis' by their zstd frame's, cacache's by SHA-512, raw files not at all.");
    }
}
