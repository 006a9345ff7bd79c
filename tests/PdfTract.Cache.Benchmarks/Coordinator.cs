using System.Diagnostics;
using PdfTract.Cache.Benchmarks.Builds;
using PdfTract.Cache.Benchmarks.Driving;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Parts;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks;

/// <summary>Runs parts one after another and writes the report.</summary>
internal static class Coordinator
{
    /// <returns>0 whatever the figures say; 1 when a part crashed, and the others ran all the same.</returns>
    public static int Run(BenchmarkOptions options)
    {
        using var work = new WorkFolder(options.Quick);
        var clock = Stopwatch.StartNew();
        var extracts = new Lazy<Extracts>(() => Extractor.Extract(options.Payloads, options.Quick));
        var packages = new PackedPackages(Path.Combine(work.Folder, "packages"));
        var reports = new List<PartReport>();
        var crashes = 0;
        foreach (var part in options.Parts)
        {
            Console.WriteLine($"{part.Name}: {part.Title}");
            var report = new PartReport(part.Name, part.Title);
            var began = clock.Elapsed;
            try
            {
                part.Run(new PartContext(options, Path.Combine(work.Folder, part.Name), extracts, packages), report);
            }
            catch (Exception e)
            {
                // The other parts are as good as before; the exit code tells.
                crashes++;
                report.Notes.Add($"This part crashed: {e.GetType().Name}: {e.Message}");
                Console.Error.WriteLine(e);
            }

            report.Seconds = (clock.Elapsed - began).TotalSeconds;
            reports.Add(report);
            Console.WriteLine();
            Console.WriteLine(MarkdownReport.Of(report, charts: null));
        }

        var run = new RunReport(reports, extracts.IsValueCreated ? extracts.Value : null, options.Quick, clock.Elapsed.TotalSeconds);
        run.WriteTo(options.Report);
        if (options.Page is not null)
        {
            run.WriteIntoPage(options.Page);
        }

        var aims = reports.SelectMany(report => report.Targets).ToArray();
        Console.WriteLine($"{aims.Count(aim => aim.State == "met")} targets met, {aims.Count(aim => aim.State == "not met")} not met, {aims.Count(aim => aim.State == "not measured")} not measured; {crashes} parts crashed; {Units.Seconds(clock.Elapsed.TotalSeconds)}");
        Console.WriteLine($"report: {Path.Combine(options.Report, RunReport.MarkdownName)}");
        return crashes == 0 ? 0 : 1;
    }
}
