using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using PdfTract.Cache.Benchmarks.Builds;
using PdfTract.Cache.Benchmarks.Contestants;
using PdfTract.Cache.Benchmarks.Driving;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Reporting;
using PdfTract.Cache.Benchmarks.Workers;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>What the first hit costs where no code was run yet: in a fresh build, with each set of assemblies that the package ships.</summary>
internal sealed class FirstHitPart : IPart
{
    private const string InBuild = "PdfCacheRestore with one document, in a fresh `dotnet build`";
    private const string InHost = "the first restore in a fresh process", Second = "the second one there", Fourth = "the fourth one there";
    private const string AsProcess = "a hit of 64 KiB as a process";

    private static string Here => "/" + RuntimeInformation.RuntimeIdentifier;

    public string Name => "first-hit";

    public string Title => "the first hit of a fresh node, 64 KiB";

    public void Run(PartContext context, PartReport report)
    {
        // What was compiled for another system does not load here.
        var shipped = context.Packages.ToolsFolders();
        string[] folders = [.. shipped.Where(name => !name.Contains('/', StringComparison.Ordinal) || name.EndsWith(Here, StringComparison.Ordinal))];
        var tools = folders.ToDictionary(name => name, name => Path.Combine(context.Packages.FolderOf(PackedPackages.Tasks), "tools", name) + Path.DirectorySeparatorChar);
        Measure(context, report, folders, tools);

        var table = new MarkdownTable("by the package's folder of assemblies", ["", .. folders.Select(name => $"tools/{name}")]);
        foreach (var what in new[] { InBuild, InHost, Second, Fourth })
        {
            table.Add([what, .. folders.Select(name => Figures.Time(report.Find(what, name)!))]);
        }

        report.Tables.Add(table);
        var native = folders.FirstOrDefault(name => name.EndsWith(Here, StringComparison.Ordinal));
        foreach (var what in new[] { InHost, InBuild })
        {
            // 5 ms are the aim where plain code takes 22; another machine's milliseconds say little.
            if (native is not null)
            {
                report.Aim(what, (one, other) => one.Over(other), native, folders[0], Bound.AtMost(5.0 / 22));
            }

            report.Aim($"{what}: compiled ahead", Bound.AtMost(5), native is null ? null : report.Find(what, native)!.Median, Series.Milliseconds);
        }

        report.Notes.Add("In the build: the task's own time by the binary log, with fingerprint, look-up and both outputs (64 KiB of JSON, 8 KiB of text). "
            + "In the process: PdfTract.Cache loaded as MSBuild loads a task, one output of 64 KiB, from making the ExtractionCache to the end of Restore.");
        report.Notes.Add($"Plain code is tools/net; this system is {RuntimeInformation.RuntimeIdentifier}. The package has: {string.Join(", ", shipped)}.");
        CompareWithCcache(context, report);
    }

    private static void Measure(PartContext context, PartReport report, string[] folders, Dictionary<string, string> tools)
    {
        var rounds = context.Options.Choose(7, 1);
        var fixture = new BuildFixture(context, documents: 1);
        var consuming = fixture.Consuming("consuming", projects: 1, documents: 1);
        consuming.Build("Fill");
        var item = context.Pieces.Cut(Lengths.Medium, 1, Item.Json)[0];
        using (var ours = new ExtractionCacheContestant(context.FolderFor("host-cache")))
        {
            ours.Store(new[] { item });
        }

        var samples = new[] { InBuild, InHost, Second, Fourth }.ToDictionary(what => what, _ => folders.ToDictionary(name => name, _ => new List<double>()));
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < folders.Length; turn++)
            {
                var name = folders[(round + turn) % folders.Length];
                var configuration = $"R{round}-{Array.IndexOf(folders, name)}";
                var log = Path.Combine(context.FolderFor("logs"), configuration + ".binlog");
                consuming.Build(configuration, $"-p:PdfCacheTasksFolder={tools[name]}", TaskTimes.Argument(log));
                consuming.Expect(configuration, "fromCache", 1);
                samples[InBuild][name].Add(TaskTimes.Of(log, "PdfCacheRestore").TotalMilliseconds);

                var settings = Path.Combine(context.FolderFor("hosts"), configuration + ".json");
                File.WriteAllText(settings, JsonSerializer.Serialize(new FirstHitSettings(
                    tools[name], context.FolderFor("host-cache"), item.Key.ToString(), item.Kind, Path.ChangeExtension(settings, ".out"))));
                var hits = Roles.Ask(Roles.FirstHit, settings).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
                samples[InHost][name].Add(hits[0]);
                samples[Second][name].Add(hits[1]);
                samples[Fourth][name].Add(hits[3]);
            }
        }

        report.Series.AddRange(samples.SelectMany(what => what.Value, (what, folder) => new Series(what.Key, folder.Key, Series.Milliseconds, folder.Value)));
    }

    private static void CompareWithCcache(PartContext context, PartReport report)
    {
        try
        {
            var ccache = new Ccache(context.FolderFor("ccache"), context.Pieces.Cut(Lengths.Medium, 1, Item.Json)[0].Source);
            var number = 1;
            report.Compare(
                AsProcess,
                [
                    Lane.Repeating("ccache", () => ccache.Compile(++number)),
                    Lane.Repeating("a process that does nothing", Ccache.DoNothing),
                ],
                context.Pace with { MostOperations = 50 });
        }
        catch (NotInstalledException e)
        {
            report.Notes.Add($"{AsProcess}: {e.Message}.");
        }
    }
}
