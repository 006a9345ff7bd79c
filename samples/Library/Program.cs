// Counts the lines of a file, or takes the count from a cache that any number of these programs share: dotnet run -- FILE CACHE
using PdfTract.Cache;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Entries;
using PdfTract.Cache.Settings;

var (document, root) = (Path.GetFullPath(args[0]), Path.GetFullPath(args[1]));
var result = Path.ChangeExtension(document, ".count");
using var cache = new ExtractionCache(new CacheSettings(root) { MaxSize = 1L << 30, MaxAge = TimeSpan.FromDays(30) });

// 1. The key: what the document is, and how it is extracted. Everything that changes the result is part of it.
var key = new CacheKey(Fingerprint.OfFile(document), new ExtractionOptions("count-lines", version: "1", []).ComputeHash());

// 2. A hit writes the output, whole and verified. Anything else is a miss, and says why.
var restored = cache.Restore(key, [new OutputFile("count", result)]);
if (!restored.IsHit)
{
    // 3. Extract, and store. A store that fails is no reason to fail: the result is there.
    File.WriteAllText(result, File.ReadLines(document).Count().ToString());
    var stored = cache.Store(key, new Provenance(Environment.MachineName, "1.0", DateTime.UtcNow, TimeSpan.Zero), [new OutputFile("count", result)]);
    Console.Error.WriteLine($"{restored.Reason}: extracted, {stored.Outcome}");
}

Console.WriteLine($"{File.ReadAllText(result)} lines, {(restored.IsHit ? "from the cache" : "counted")}");

// 4. Now and then: what nobody used for 30 days goes, and the least recently used beyond 1 GiB.
if (!cache.WasCleanedWithin(TimeSpan.FromHours(1)))
{
    cache.Cleanup();
}
