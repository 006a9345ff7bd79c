using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PdfTract.Cache.Benchmarks.Workers;

/// <summary>One of the <see cref="ReaderGroup"/>: for each line of standard input, hits for so many milliseconds, and how many a second.</summary>
internal static class Reader
{
    public static void Run(string file)
    {
        var settings = JsonSerializer.Deserialize<ReaderSettings>(File.ReadAllText(file))!;
        using var cache = new ExtractionCache(new CacheSettings(settings.Folder) { Fsync = false });
        var buffers = settings.Keys.Select(key => key.Value).Distinct().ToDictionary(kind => kind, kind => new[] { new OutputBuffer(kind) });
        var keys = settings.Keys
            .Select(key => (Key: CacheKey.TryParse(key.Key, out var parsed) ? parsed : throw new InvalidDataException(key.Key), Buffers: buffers[key.Value]))
            .ToArray();
        Console.WriteLine("ready");

        // Each process begins elsewhere: they are not to walk in step.
        var next = Environment.ProcessId;
        while (Console.ReadLine() is { } line)
        {
            var span = TimeSpan.FromMilliseconds(double.Parse(line, CultureInfo.InvariantCulture));
            var clock = Stopwatch.StartNew();
            var hits = 0;
            while (clock.Elapsed < span)
            {
                var (key, buffer) = keys[next++ % keys.Length];
                if (!cache.Read(key, buffer, CancellationToken.None).IsHit)
                {
                    throw new InvalidDataException($"{key} is a miss.");
                }

                hits++;
            }

            Console.WriteLine((hits / clock.Elapsed.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }
    }
}
