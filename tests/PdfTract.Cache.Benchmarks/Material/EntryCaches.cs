using System.Security.Cryptography;
using System.Text;

namespace PdfTract.Cache.Benchmarks.Material;

/// <summary>Caches of very many small entries. Making a million takes a minute or more, so they are kept in artifacts/ for later runs.</summary>
internal static class EntryCaches
{
    private const string Kind = Item.Text;
    private static readonly Digest256 Options = new(SHA256.HashData("entries"u8));

    /// <summary>The key of an entry by its number.</summary>
    public static CacheKey Key(int number) => new(new Digest256(SHA256.HashData(BitConverter.GetBytes(number))), Options);

    /// <summary>A cache of so many entries; what an interrupted run left of it is completed.</summary>
    public static string Of(int count)
    {
        // A cache of another format, or one that somebody cleaned up, is not what is asked for; the next number is.
        for (var attempt = 1; ; attempt++)
        {
            var folder = Path.Combine(BenchmarkOptions.Kept, $"entries-{count}-{attempt}");
            var done = folder + ".complete";
            if (!File.Exists(done))
            {
                Fill(folder, count);
                File.WriteAllText(done, "");
            }

            if (Holds(folder, count))
            {
                return folder;
            }
        }
    }

    /// <summary>Keys spread over the whole cache.</summary>
    public static CacheKey[] Sample(int count, int keys) => [.. Enumerable.Range(0, keys).Select(i => Key((int)((long)i * count / keys)))];

    private static bool Holds(string folder, int count)
    {
        using var cache = new ExtractionCache(new CacheSettings(folder) { ReadOnly = true });
        using var buffer = new OutputBuffer(Kind);
        return Sample(count, Math.Min(count, 200)).All(key => cache.Read(key, [buffer], CancellationToken.None).IsHit);
    }

    private static void Fill(string folder, int count)
    {
        Console.WriteLine($"Making a cache of {Units.Count(count)} entries, once: {folder}");
        Directory.CreateDirectory(folder);
        var output = folder + ".output";
        File.WriteAllText(output, "A short page.\n", Encoding.ASCII);
        var provenance = new Provenance("benchmark", "1", DateTime.UtcNow, TimeSpan.FromSeconds(1));
        OutputFile[] outputs = [new OutputFile(Kind, output)];
        using var cache = new ExtractionCache(new CacheSettings(folder) { Fsync = false });
        var layout = new CacheLayout(folder);
        Parallel.For(0, count, i =>
        {
            var key = Key(i);
            if (!File.Exists(layout.Entry(key)) && cache.Store(key, provenance, outputs) is { Outcome: not StoreOutcome.Stored } result)
            {
                throw new IOException($"{result.Outcome}: {result.Detail}");
            }
        });
    }
}
