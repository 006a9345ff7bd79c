namespace PdfTract.Cache.Stress.Reporting;

/// <summary>The page's look: its colours first, once for light and once for dark.</summary>
internal static class Stylesheet
{
    public static void Write(MarkupWriter html)
    {
        html.Line($"<style>");
        Colors(html);
        Text(html);
        Tables(html);
        Charts(html);
        html.Line($"</style>");
    }

    /// <summary>The operations' colours can be told apart without seeing red or green as such, and each has its word beside it.</summary>
    private static void Colors(MarkupWriter html) => html.Line(
        $$"""
        :root {
          color-scheme: light dark;
          --page: #f4f3f0; --card: #fcfcfb; --ink: #0b0b0b; --muted: #52514e; --line: #e3e2dd; --axis: #a3a29c; --span: #e6e5df;
          --pass: #006300; --fail: #b3261e; --skipped: #7a4b00;
          --hit: #2a78d6; --miss: #eb6834; --store: #1baf7a; --failed: #4a3aa7; --clean: #c98500; }
        @media (prefers-color-scheme: dark) { :root {
          --page: #111110; --card: #1a1a19; --ink: #ffffff; --muted: #c3c2b7; --line: #343430; --axis: #7a7972; --span: #34342f;
          --pass: #4cc34c; --fail: #ff8178; --skipped: #f0b429;
          --hit: #3987e5; --miss: #d95926; --store: #199e70; --failed: #9085e9; --clean: #c98500; } }
        """);

    private static void Text(MarkupWriter html) => html.Line(
        $$"""
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); }
        body { font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 1180px; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
        h1 { font-size: 1.5rem; margin: .25rem 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; margin: 2rem 0 .25rem; }
        p { margin: .25rem 0 .75rem; max-width: 75ch; }
        .over { margin: 0; font-weight: 600; color: var(--muted); }
        .muted, .detail, small { color: var(--muted); }
        .detail, small, summary, .ids { font-size: .85rem; }
        .detail, code, .ids { overflow-wrap: anywhere; }
        .detail { white-space: pre-line; }
        code { font: .85em ui-monospace, Consolas, monospace; }
        summary { cursor: pointer; color: var(--muted); }
        .unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
        .state { font-weight: 700; white-space: nowrap; }
        .pass { color: var(--pass); } .pass::before { content: "✓ "; }
        .fail { color: var(--fail); } .fail::before { content: "✗ "; }
        .skipped { color: var(--skipped); } .skipped::before { content: "– "; }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 0 2rem; }
        .facts h2 { margin-top: .75rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0; font-size: .9rem; }
        dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem; }
        .tiles { list-style: none; margin: 1.5rem 0 0; padding: 0; }
        .tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .6rem .75rem; }
        .tiles strong { font-size: 1.35rem; } .tiles small { display: block; overflow-wrap: anywhere; }
        """);

    private static void Tables(MarkupWriter html) => html.Line(
        $$"""
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; background: var(--card); border: 1px solid var(--line); margin: .5rem 0; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-top: 1px solid var(--line); }
        thead th { font-size: .8rem; color: var(--muted); font-weight: 600; border-top: 0; }
        .profile th { background: var(--page); font-size: 1rem; } .profile .muted, .profile details { font-weight: 400; }
        .rows tr.failing td:first-child { box-shadow: inset 4px 0 var(--fail); } a { color: var(--fail); }
        .rows td:first-child, .rows td:last-child { width: 8.5rem; }
        .figures td, .figures thead th { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .figures tbody th { font-weight: 400; min-width: 9rem; } .figures th:first-child { text-align: left; }
        .figures td.bars, .figures th.bars { width: 35%; min-width: 6rem; text-align: left; vertical-align: middle; }
        .bar { background: var(--store); height: .7rem; min-width: 1px; border-radius: 0 3px 3px 0; }
        @media (max-width: 640px) {
          .rows thead { display: none; }
          .rows, .rows tbody, .rows tr, .rows th, .rows td { display: block; width: auto !important; }
          .rows td { border-top: 0; padding: .15rem .6rem; } .rows tr { border-top: 1px solid var(--line); padding: .3rem 0; }
          .rows tr.profile { padding: 0; }
          .rows tr.failing { box-shadow: inset 4px 0 var(--fail); } .rows tr.failing td:first-child { box-shadow: none; } }
        """);

    private static void Charts(MarkupWriter html) => html.Line(
        $$"""
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(21rem, 100%), 1fr)); gap: .75rem; }
        .charts.small { grid-template-columns: repeat(auto-fill, minmax(min(15.5rem, 100%), 1fr)); }
        figure { margin: 0; padding: .6rem .75rem; min-width: 0; }
        figure { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
        figcaption { font-size: .85rem; overflow-wrap: anywhere; }
        svg { display: block; width: 100%; height: auto; margin-top: .3rem; } svg.wide { min-width: 44rem; }
        svg text { font: 11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: var(--muted); }
        svg text.end { text-anchor: end; } svg text.middle { text-anchor: middle; } svg text.title { font-weight: 600; }
        svg text.title { paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
        .grid { stroke: var(--line); } .axis { stroke: var(--axis); } .mark { stroke: var(--ink); stroke-dasharray: 3 3; }
        .hit { fill: var(--hit); } .miss { fill: var(--miss); } .store { fill: var(--store); }
        .failed { fill: var(--failed); } .clean { fill: var(--clean); }
        line.rate { stroke: var(--hit); stroke-width: 2; } circle.rate { fill: var(--hit); } .count { fill: var(--axis); }
        .span { fill: var(--span); stroke: var(--card); } .column { fill: transparent; }
        g:hover > .column { fill: var(--ink); fill-opacity: .06; }
        """);
}
