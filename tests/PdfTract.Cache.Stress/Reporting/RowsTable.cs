using PdfTract.Cache.Stress.Profiles;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>What had to hold, by profile, and whether it did: a word, a sign and a colour.</summary>
internal static class RowsTable
{
    /// <summary>Where the page shows a row.</summary>
    public static string Anchor(int number) => $"row-{number + 1}";

    public static void Write(MarkupWriter html, IReadOnlyList<RowFigures> rows)
    {
        html.Line($"""
            <section><h2>What had to hold</h2>
            <table class="rows">
            <thead><tr><th scope="col">Result</th><th scope="col">Row</th><th scope="col">Processes</th></tr></thead>
            """);
        foreach (var profile in rows.Index().GroupBy(row => row.Item.Profile, StringComparer.Ordinal))
        {
            var (_, first) = profile.First();
            html.Line($"""
                <tbody><tr class="profile"><th scope="colgroup" colspan="3">{first.Profile} <span class="muted">{first.Description}</span>
                <details><summary>to repeat it</summary><code>{first.Command}</code></details></th></tr>
                """);
            foreach (var (number, row) in profile)
            {
                Write(html, Anchor(number), row);
            }

            html.Line($"</tbody>");
        }

        html.Line($"</table></section>");
    }

    private static void Write(MarkupWriter html, string anchor, RowFigures row)
    {
        var (word, style) = row.State switch
        {
            RowState.Pass => ("PASS", "pass"),
            RowState.Fail => ("FAIL", "fail"),
            _ => ("SKIPPED", "skipped"),
        };
        html.Line($"""
            <tr id="{anchor}" class="{(row.State == RowState.Fail ? "failing" : "")}"><td><span class="state {style}">{word}</span></td>
            <td>{row.Name}<div class="detail">{row.Detail}</div>
            """);
        if (row.State == RowState.Fail)
        {
            html.Line($"""<div class="detail">To repeat it: <code>{row.Command}</code></div>""");
        }

        html.Line($"</td><td>");
        ProcessIds(html, row.ProcessIds);
        html.Line($"</td></tr>");
    }

    private static void ProcessIds(MarkupWriter html, IReadOnlyList<int> ids)
    {
        if (ids.Count == 0)
        {
            html.Line($"""<span class="muted">no workers</span>""");
            return;
        }

        html.Line($"""
            <details><summary>{Units.Plural(ids.Count, "process", "processes")}</summary>
            <div class="ids">{string.Join(", ", ids)}</div></details>
            """);
    }
}
