namespace PdfTract.Cache.Stress.Reporting;

/// <summary>All runs in a handful of numbers.</summary>
internal static class TotalsTiles
{
    public static void Write(MarkupWriter html, Totals totals)
    {
        var lookUps = totals.Hits + totals.Misses;
        html.Line($"""<section aria-label="Totals"><ul class="tiles">""");
        Tile(html, totals.Operations, "operations", $"by {Units.Plural(totals.Processes, "process", "processes")}");
        Tile(html, totals.Hits, "hits", lookUps == 0 ? "no look-ups" : $"{Units.Percent((double)totals.Hits / lookUps)} of the look-ups");
        Tile(html, totals.Misses, "misses", By(totals.MissesByReason));
        Tile(html, totals.Stores, "stores", $"{Units.Count(totals.DuplicateExtractions)} of them duplicates");
        Tile(html, totals.StoreFailures, "failed stores", By(totals.StoreFailuresByOutcome));
        Tile(html, totals.Cleanups, "clean-ups", $"{Units.Plural(totals.Damages, "damage", "damages")} done on purpose");
        Tile(html, totals.Violations, "violations", totals.Violations == 0 ? "no wrong byte, no lost process" : "see the rows that failed");
        html.Line($"</ul></section>");
    }

    private static void Tile(MarkupWriter html, int figure, string what, string note) =>
        html.Line($"<li><strong>{Units.Count(figure)}</strong> <span>{what}</span> <small>{note}</small></li>");

    private static string By(IReadOnlyDictionary<string, int> counts) => counts.Count == 0
        ? "none"
        : string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{Units.Count(count.Value)} {count.Key}"));
}
