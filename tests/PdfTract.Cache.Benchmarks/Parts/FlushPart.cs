using PdfTract.Cache.Benchmarks.Driving;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>What it costs to store so that a power loss loses nothing: one result after another, and as a build stores all that it extracted.</summary>
internal sealed class FlushPart : IPart
{
    private const string Together = "all at once", Single = "one after another";

    public string Name => "flush";

    public string Title => "stores with fsync";

    public void Run(PartContext context, PartReport report)
    {
        var count = context.Options.Choose(1000, 50);
        var items = context.Items(Lengths.Small);
        var provenance = new Provenance("benchmark", "1", DateTime.UtcNow, TimeSpan.FromSeconds(1));
        using var cache = new ExtractionCache(new CacheSettings(context.FolderFor("cache")));

        var what = $"store of {Units.Count(count)} × {Lengths.NameOf(Lengths.Small)} with fsync";
        report.Compare(
            what,
            [
                Comparison.Fresh(Together, i => Requests(Together, i), batch => Each(batch, requests => Check(cache.StoreAll(requests, CancellationToken.None)))),
                Comparison.Fresh(Single, i => Requests(Single, i), batch => Each(batch, requests => Check(requests.Select(request => cache.Store(request.Key, request.Provenance, request.Outputs))))),
            ],
            new Pace(context.Options.Choose(5, 2), TimeSpan.Zero, TimeSpan.Zero, MostOperations: 1));
        report.Aim(what, (one, other) => one.SpeedOver(other), Together, Single, Bound.AtLeast(4));
        report.Notes.Add("Both give the same promise: when the call returns, each entry and its name survive a power loss.");

        StoreRequest[] Requests(string lane, int round) =>
            [.. Enumerable.Range(0, count).Select(i => new StoreRequest(
                items[i % items.Length].Again($"{lane} {round} {i}").Key, provenance, [new OutputFile(items[i % items.Length].Kind, items[i % items.Length].Source)]))];
    }

    private static void Each(ReadOnlyMemory<StoreRequest[]> batch, Action<StoreRequest[]> store)
    {
        foreach (var requests in batch.Span)
        {
            store(requests);
        }
    }

    private static void Check(IEnumerable<StoreResult> results)
    {
        foreach (var result in results)
        {
            if (result.Outcome != StoreOutcome.Stored)
            {
                throw new IOException($"{result.Outcome}: {result.Detail}");
            }
        }
    }
}
