using PdfTract.Cache.Benchmarks.Driving;
using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>Hits on caches of different numbers of entries, on as many keys of each.</summary>
internal sealed class EntryReading : IDisposable
{
    private const int Keys = 1000;

    private readonly Dictionary<int, ExtractionCache> _caches;
    private readonly OutputBuffer[] _buffers = [new OutputBuffer(Item.Text)];

    public EntryReading(params IEnumerable<int> counts) =>
        _caches = counts.ToDictionary(count => count, count => new ExtractionCache(new CacheSettings(EntryCaches.Of(count)) { ReadOnly = true }));

    public Lane Lane(int count, string name)
    {
        var cache = _caches[count];
        return Comparison.Cycling(name, EntryCaches.Sample(count, Keys), keys =>
        {
            foreach (var key in keys.Span)
            {
                if (!cache.Read(key, _buffers, CancellationToken.None).IsHit)
                {
                    throw new InvalidDataException($"{key} is a miss.");
                }
            }
        });
    }

    public void Dispose()
    {
        _buffers[0].Dispose();
        foreach (var cache in _caches.Values)
        {
            cache.Dispose();
        }
    }
}
