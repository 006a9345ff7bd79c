using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Profiles;

/// <summary>What must not be there when everybody has ended by himself.</summary>
internal static class Leftovers
{
    public static IEnumerable<string?> Of(StressRun run) =>
        [run.Temps() is { Count: > 0 } temps ? $"{temps.Count} temps are left, such as {temps[0]}" : null];

    /// <summary>What must be there: each of these keys, whole.</summary>
    public static IEnumerable<string?> MissingKeys(StressRun run, IEnumerable<int> keys)
    {
        using var cache = run.Open();
        var scratch = Path.Combine(run.Folder, "look");
        foreach (var key in keys)
        {
            OutputFile[] outputs = [new("content", Path.Combine(scratch, "content")), new("card", Path.Combine(scratch, "card"))];
            var result = cache.Restore(Workers.WorkerContext.KeyOf(key), outputs);
            if (!result.IsHit)
            {
                yield return $"key {key} was stored and is {result.Reason} ({result.Detail})";
            }
            else if (ValueCard.Check(key, outputs[0].Path, outputs[1].Path, out _) is { } problem)
            {
                yield return problem;
            }
        }
    }
}
