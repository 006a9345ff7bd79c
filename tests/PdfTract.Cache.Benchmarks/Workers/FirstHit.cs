using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace PdfTract.Cache.Benchmarks.Workers;

/// <summary>
/// A process that has never seen the cache's code loads it as MSBuild loads a task, into a context of its own, and takes hits.
/// It writes how long each of them took, in milliseconds.
/// </summary>
internal static class FirstHit
{
    private const int Hits = 4;

    public static void Run(string file)
    {
        var settings = JsonSerializer.Deserialize<FirstHitSettings>(File.ReadAllText(file))!;
        var assembly = new ToolsLoadContext(settings.Tools).LoadFromAssemblyPath(Path.Combine(settings.Tools, "PdfTract.Cache.dll"));
        var outputFile = Type("Entries.OutputFile");
        var tryParse = Type("Keys.CacheKey").GetMethod("TryParse")!;
        var restore = Type("ExtractionCache").GetMethod("Restore")!;
        var milliseconds = new List<double>();
        object? cache = null;
        for (var i = 0; i < Hits; i++)
        {
            var began = Stopwatch.GetTimestamp();
            cache ??= Activator.CreateInstance(Type("ExtractionCache"), Activator.CreateInstance(Type("Settings.CacheSettings"), settings.Cache));
            var parsed = new object?[] { settings.Key, null };
            tryParse.Invoke(null, parsed);
            var outputs = Array.CreateInstance(outputFile, 1);
            outputs.SetValue(Activator.CreateInstance(outputFile, settings.Kind, settings.Destination + i.ToString(CultureInfo.InvariantCulture)), 0);
            var result = restore.Invoke(cache, [parsed[1], outputs, CancellationToken.None])!;
            milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (!(bool)result.GetType().GetProperty("IsHit")!.GetValue(result)!)
            {
                throw new InvalidDataException($"{result}");
            }
        }

        ((IDisposable)cache!).Dispose();
        Console.WriteLine(string.Join(' ', milliseconds.Select(time => time.ToString(CultureInfo.InvariantCulture))));

        Type Type(string name) => assembly.GetType("PdfTract.Cache." + name, throwOnError: true)!;
    }
}
