using PdfTract.Cache.Benchmarks.Contestants;
using PdfTract.Cache.Benchmarks.Reporting;
using PdfTract.Cache.Benchmarks.Workers;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>How hits grow with the processes that take them from one directory.</summary>
internal sealed class ProcessesPart : IPart
{
    private static readonly int[] Counts = [1, 2, 4, 8];

    public string Name => "processes";

    public string Title => "hits into memory by several processes on one directory";

    public void Run(PartContext context, PartReport report)
    {
        var span = context.Options.Choose(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(50));
        var rounds = context.Options.Choose(9, 2);
        var lines = new List<ChartLine>();
        foreach (var length in new[] { Lengths.Small, Lengths.Medium })
        {
            var folder = context.FolderFor("cache");
            var items = context.Items(length);
            using (var ours = new ExtractionCacheContestant(folder))
            {
                ours.Fill(items, context.FolderFor("checks"));
            }

            using var readers = new ReaderGroup(Counts[^1], ReaderSettings.Of(folder, items), context.FolderFor($"readers-{length}"));
            readers.Run(Counts[^1], context.Options.Choose(TimeSpan.FromSeconds(2), span));
            var samples = Counts.ToDictionary(count => count, _ => new double[rounds]);
            for (var round = 0; round < rounds; round++)
            {
                for (var turn = 0; turn < Counts.Length; turn++)
                {
                    var count = Counts[(round + turn) % Counts.Length];
                    samples[count][round] = 1_000_000 / readers.Run(count, span);
                }
            }

            var what = $"hit into memory, {Lengths.NameOf(length)}";
            var series = Counts.Select(count => new Series(what, NameOf(count), Series.Microseconds, samples[count])).ToArray();
            report.Series.AddRange(series);
            var table = new MarkdownTable(what, "", "hits a second, all together", "× one process");
            foreach (var one in series)
            {
                table.Add(one.Contestant, Units.Short(1_000_000 / one.Median), Figures.Ratio(one.SpeedOver(series[0])));
            }

            report.Tables.Add(table);
            lines.Add(new ChartLine(Lengths.NameOf(length), [.. Counts.Zip(series, (count, one) => ((double)count, 1_000_000 / one.Median))]));
            report.Aim(what, (one, other) => one.SpeedOver(other), NameOf(2), NameOf(1), Bound.AtLeast(1.8));
            report.Aim(what, (one, other) => one.SpeedOver(other), NameOf(8), NameOf(2), Bound.AtLeast(0.95));
        }

        report.Charts.Add(new LineChart("Hits by several processes", "processes", "hits a second", lines));
        report.Notes.Add($"{Environment.ProcessorCount} processors.");
    }

    private static string NameOf(int count) => count == 1 ? "1 process" : $"{count} processes";
}
