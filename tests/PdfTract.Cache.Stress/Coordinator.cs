using System.Diagnostics;
using PdfTract.Cache.Stress.Profiles;
using PdfTract.Cache.Stress.Reporting;
using Spectre.Console;

namespace PdfTract.Cache.Stress;

/// <summary>Runs profiles and says row by row how they ended.</summary>
internal static class Coordinator
{
    /// <returns>0 when every row held, 1 after a violation.</returns>
    public static int Run(IReadOnlyList<IProfile> profiles, StressOptions options)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            // A log is not 80 columns wide: one line a row.
            AnsiConsole.Profile.Width = int.MaxValue;
        }

        var clock = Stopwatch.StartNew();
        var rows = new List<(IProfile Profile, Row Row)>();
        foreach (var profile in profiles)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{profile.Name}[/]: {profile.Description}");
            foreach (var row in WithProgress(profile, options))
            {
                rows.Add((profile, row));
                Show(profile, row, options);
            }
        }

        var failed = rows.Count(row => row.Row.State == RowState.Fail);
        var skipped = rows.Count(row => row.Row.State == RowState.Skipped);
        AnsiConsole.MarkupLineInterpolated($"{rows.Count - failed - skipped} rows passed, {failed} failed, {skipped} skipped");
        if (options.Report is not null)
        {
            StressReport.Write(options.Report, options, rows, StressRun.All, clock.Elapsed);
            AnsiConsole.MarkupLineInterpolated($"report: {Path.GetFullPath(Path.Combine(options.Report, StressReport.PageName))}");
        }

        return failed == 0 ? 0 : 1;
    }

    /// <summary>On a terminal, a spinner while a row is being decided; elsewhere plain lines.</summary>
    private static IEnumerable<Row> WithProgress(IProfile profile, StressOptions options)
    {
        using var rows = profile.Run(options).GetEnumerator();
        while (Next(rows, profile.Name))
        {
            yield return rows.Current;
        }
    }

    private static bool Next(IEnumerator<Row> rows, string profile) =>
        AnsiConsole.Profile.Capabilities.Interactive
            ? AnsiConsole.Status().Start(profile, _ => rows.MoveNext())
            : rows.MoveNext();

    private static void Show(IProfile profile, Row row, StressOptions options)
    {
        var (word, color) = row.State switch
        {
            RowState.Pass => ("PASS", "green"),
            RowState.Fail => ("FAIL", "red"),
            _ => ("SKIPPED", "yellow"),
        };
        AnsiConsole.MarkupLine($"  [{color}]{word}[/] {Markup.Escape(row.Name)} ({Markup.Escape(row.Detail)})");
        if (row.State == RowState.Fail)
        {
            AnsiConsole.MarkupLineInterpolated($"       seed {options.Seed}; to repeat: {options.Command(profile.Name)}");
        }
    }
}
