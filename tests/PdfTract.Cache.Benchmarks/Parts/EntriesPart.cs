using System.Text.Json;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Reporting;
using PdfTract.Cache.Benchmarks.Workers;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>A cache of very many entries: what they cost a hit, and a clean-up.</summary>
internal sealed class EntriesPart : IPart
{
    private const int Few = 1000;

    public string Name => "entries";

    public string Title => "a cache of a million entries";

    public void Run(PartContext context, PartReport report)
    {
        var many = context.Options.Choose(1_000_000, 20_000);
        using var reading = new EntryReading(many, Few);
        var (manyName, fewName) = ($"{Units.Count(many)} entries", $"{Units.Count(Few)} entries");
        const string Hit = "hit into memory, a thousand keys all over the cache";
        report.Compare(Hit, [reading.Lane(many, manyName), reading.Lane(Few, fewName)], context.Pace);
        report.Aim(Hit, (one, other) => one.Over(other), manyName, fewName, Bound.AtMost(1.2));

        // The first one may have to bring the folders into memory.
        var folder = EntryCaches.Of(many);
        SweepFigures[] sweeps = [.. Enumerable.Range(0, context.Options.Choose(4, 2)).Select(_ => JsonSerializer.Deserialize<SweepFigures>(Roles.Ask(Roles.Sweep, folder))!)];
        var rate = Spread.Of(sweeps[1..].Select(sweep => sweep.EntriesPerSecond)).Median;
        var growth = sweeps.Max(sweep => sweep.PeakGrowth) / (double)(1 << 20);
        report.Series.Add(new Series("clean-up that removes nothing", manyName, Series.Milliseconds, [.. sweeps[1..].Select(sweep => sweep.Seconds * 1000)]));
        var table = new MarkdownTable($"clean-up of {manyName} that removes nothing", "run", "entries a second", "memory grew by");
        for (var i = 0; i < sweeps.Length; i++)
        {
            table.Add(i == 0 ? "first" : $"{i + 1}", Units.Count((long)sweeps[i].EntriesPerSecond), Figures.Size(sweeps[i].PeakGrowth));
        }

        report.Tables.Add(table);
        report.Aim($"clean-up of {manyName}: entries a second", Bound.AtLeast(150_000), rate);
        report.Aim($"clean-up of {manyName}: most memory", Bound.AtMost(100), growth, "MiB");
        report.Notes.Add("Each clean-up is a process of its own; its memory is all of it (VmHWM), beyond what it had before. The rate leaves the first run out, which finds the folders on the disk.");
    }
}
