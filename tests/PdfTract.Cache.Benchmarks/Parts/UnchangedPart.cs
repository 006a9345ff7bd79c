using PdfTract.Cache.Benchmarks.Contestants;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>What a hit costs when the output holds its bytes already: it is compared, and left alone.</summary>
internal sealed class UnchangedPart : IPart
{
    private const string Output = "hit, the output is right already", NoOutput = "hit without an output";

    public string Name => "unchanged";

    public string Title => "a hit whose output is right already";

    public void Run(PartContext context, PartReport report)
    {
        foreach (var length in Lengths.All)
        {
            using var ours = new ExtractionCacheContestant(context.FolderFor("cache"));
            var items = context.Items(length);
            ours.Fill(items, context.FolderFor("checks"));
            var folder = context.FolderFor($"outputs-{length}");
            (Item Item, string Destination)[] outputs = [.. items.Select((item, i) => (item, Path.Combine(folder, $"{i}.out")))];
            ours.Restore(outputs);
            var before = Times(outputs);

            var what = $"{Lengths.NameOf(length)}";
            report.Compare(what, [Comparison.Cycling(Output, outputs, ours.Restore), Comparison.Cycling(NoOutput, items, ours.Read)], context.Pace);
            report.Aim(what, (one, other) => one.Over(other), Output, NoOutput, Bound.AtMost(1.05));
            if (!Times(outputs).SequenceEqual(before))
            {
                throw new InvalidDataException("An output that was right already was written again.");
            }
        }

        report.Notes.Add("The times of all outputs are the same after the run as before it.");
    }

    private static DateTime[] Times((Item Item, string Destination)[] outputs) => [.. outputs.Select(output => File.GetLastWriteTimeUtc(output.Destination))];
}
