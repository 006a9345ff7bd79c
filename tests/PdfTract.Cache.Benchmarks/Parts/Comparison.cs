using PdfTract.Cache.Benchmarks.Contestants;
using PdfTract.Cache.Benchmarks.Driving;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>Contestants doing the same, measured and put into a report.</summary>
internal static class Comparison
{
    /// <summary>Measures, and adds the series, a table and a group of bars. The first lane is the one that the others are compared with.</summary>
    public static BarGroup Compare(
        this PartReport report, string what, IReadOnlyList<Lane> lanes, Pace pace, IEnumerable<string>? absent = null)
    {
        var series = Rounds.Run(what, lanes, pace);
        report.Series.AddRange(series);
        var table = new MarkdownTable(what, "", "time (middle half of the rounds)", "a second", $"{lanes[0].Contestant} is × as fast");
        foreach (var one in series)
        {
            table.Add(one.Contestant, Figures.Time(one), Units.Short(1_000_000 / one.Median), Figures.Ratio(series[0].SpeedOver(one)));
        }

        foreach (var name in absent ?? [])
        {
            table.Add(name, "not installed");
        }

        report.Tables.Add(table);
        return new BarGroup(what, [.. series.Select(one => new Bar(one.Contestant, Spread.Of(one.Samples.Select(sample => 1_000_000 / sample))))]);
    }

    /// <summary>States how many times as fast as its rivals the product should be.</summary>
    public static void AimAtSpeed(this PartReport report, string what, params IReadOnlyList<(string Rival, double Least)> aims)
    {
        foreach (var (rival, least) in aims)
        {
            report.Aim(what, (one, other) => one.SpeedOver(other), ExtractionCacheContestant.Title, rival, Bound.AtLeast(least));
        }
    }

    /// <summary>A lane for each contestant that takes the next items round and round.</summary>
    public static Lane Cycling<T>(string contestant, IReadOnlyList<T> items, Action<ReadOnlyMemory<T>> operation)
    {
        var next = 0;
        return new Lane(contestant, count =>
        {
            var batch = new T[count];
            for (var i = 0; i < count; i++)
            {
                batch[i] = items[next++ % items.Count];
            }

            return () => operation(batch);
        });
    }

    /// <summary>A lane whose every operation gets something new.</summary>
    public static Lane Fresh<T>(string contestant, Func<int, T> make, Action<ReadOnlyMemory<T>> operation)
    {
        var next = 0;
        return new Lane(contestant, count =>
        {
            var batch = new T[count];
            for (var i = 0; i < count; i++)
            {
                batch[i] = make(next++);
            }

            return () => operation(batch);
        });
    }

    /// <summary>Lets a contestant store and give back everything once: what is measured afterwards is right and in memory.</summary>
    public static void Fill(this IContestant contestant, ReadOnlyMemory<Material.Item> items, string folder)
    {
        contestant.Store(items);
        contestant.Read(items);
        var shown = items.Span[..Math.Min(8, items.Length)].ToArray().Select((item, i) => (Item: item, Destination: Path.Combine(folder, $"{contestant.Name}-{i}-{item.Length}"))).ToArray();
        contestant.Restore(shown);
        foreach (var (item, destination) in shown)
        {
            if (!File.ReadAllBytes(destination).AsSpan().SequenceEqual(File.ReadAllBytes(item.Source)))
            {
                throw new InvalidDataException($"{contestant.Name} gave other bytes back than it got.");
            }
        }
    }
}
