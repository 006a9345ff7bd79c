namespace PdfTract.Cache.Stress.Reporting;

/// <summary>How often a value was made that was there already, or had been there: by profile as bars, by run as a table.</summary>
internal static class Duplicates
{
    public static void Write(MarkupWriter html, IReadOnlyList<RunFigures> runs)
    {
        html.Line($"""
            <section><h2>Duplicate extractions</h2>
            <p class="muted">Stores of one key in one cache directory beyond the first. Nobody waits for anybody, so two workers that miss
            at once both extract; besides, most roles store without looking now and then, and what was evicted or damaged is made anew.</p>
            """);
        ByProfile(html, [.. runs.GroupBy(run => run.Profile, StringComparer.Ordinal)]);
        ByRun(html, runs);
        html.Line($"</section>");
    }

    private static void ByProfile(MarkupWriter html, IReadOnlyList<IGrouping<string, RunFigures>> profiles)
    {
        html.Line($"""
            <div class="scroll"><table class="figures">
            <thead><tr><th scope="col">Profile</th><th scope="col">Runs</th><th scope="col">Stores</th><th scope="col">First of a key</th>
            <th scope="col">Duplicates</th><th scope="col" class="bars"><span class="unseen">Duplicates as a bar</span></th></tr></thead>
            <tbody>
            """);
        var most = profiles.Select(profile => profile.Sum(run => run.DuplicateExtractions)).DefaultIfEmpty().Max();
        foreach (var profile in profiles)
        {
            var duplicates = profile.Sum(run => run.DuplicateExtractions);
            html.Line($"""
                <tr><th scope="row">{profile.Key}</th><td>{Units.Count(profile.Count())}</td>
                <td>{Units.Count(profile.Sum(run => run.Stores))}</td><td>{Units.Count(profile.Sum(run => run.Keys))}</td>
                <td>{Units.Count(duplicates)}</td>
                <td class="bars"><div class="bar" style="width:{100.0 * duplicates / Math.Max(1, most):0.#}%"></div></td></tr>
                """);
        }

        html.Line($"</tbody></table></div>");
    }

    private static void ByRun(MarkupWriter html, IReadOnlyList<RunFigures> runs)
    {
        html.Line($"""
            <details><summary>by run</summary><div class="scroll"><table class="figures">
            <thead><tr><th scope="col">Row</th><th scope="col">Processes</th><th scope="col">Stores</th>
            <th scope="col">First of a key</th><th scope="col">Duplicates</th></tr></thead>
            <tbody>
            """);
        foreach (var run in runs)
        {
            html.Line($"""
                <tr><th scope="row" title="{run.CacheDirectory}">{run.Profile}: {run.Row}</th><td>{Units.Count(run.Processes)}</td>
                <td>{Units.Count(run.Stores)}</td><td>{Units.Count(run.Keys)}</td><td>{Units.Count(run.DuplicateExtractions)}</td></tr>
                """);
        }

        html.Line($"</tbody></table></div></details>");
    }
}
