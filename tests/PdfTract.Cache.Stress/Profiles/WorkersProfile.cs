using System.Text.RegularExpressions;

namespace PdfTract.Cache.Stress.Profiles;

/// <summary>
/// Real builds with workers that crash, stop, flood, answer garbage, answer for another request, ignore signals, eat memory and leave children: each costs
/// its own document alone, the others are right, and no process is left, whatever is killed.
/// </summary>
internal sealed class WorkersProfile : IProfile
{
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(5);

    public string Name => "workers";

    public string Description => "real builds with extraction workers that misbehave, and nodes that are killed";

    public IEnumerable<Row> Run(StressOptions options)
    {
        if (!FanOut.IsPossible || !OperatingSystem.IsLinux())
        {
            yield return new Row("workers that misbehave", RowState.Skipped, "needs the source tree with the tasks built, the SDK, and Linux to see all processes", []);
            yield break;
        }

        using var reference = new StressRun(options);
        var serial = FanOut.Generate(Path.Combine(reference.Folder, "serial"), reference.CacheDirectory, options.Seed);
        var problem = serial.Build(Environment(""), "-m:1");
        var expected = serial.Outputs();
        yield return reference.Decide("a serial build with a command, for reference", $"{expected.Count} outputs", problem);

        yield return Misbehaving(options, expected, $"-m:{options.Processes}, as warnings", ["-p:PdfExtractFailures=warning", $"-m:{options.Processes}"]);
        yield return Misbehaving(options, expected, $"-mt -m:{options.Processes}, as warnings", ["-p:PdfExtractFailures=warning", "-mt", $"-m:{options.Processes}"]);
        yield return Misbehaving(options, expected, $"-m:{options.Processes}, as errors", [$"-m:{options.Processes}"]);
        yield return Killed(options, expected, "workers", command => command.Contains(" work ", StringComparison.Ordinal), ["-p:PdfExtractFailures=warning", $"-m:{options.Processes}"]);
        yield return Killed(options, expected, "nodes", command => command.Contains("MSBuild.dll", StringComparison.Ordinal) || command.Contains(" build ", StringComparison.Ordinal), [$"-m:{options.Processes}"]);
    }

    private static Row Misbehaving(StressOptions options, IReadOnlyDictionary<string, string> expected, string name, string[] arguments)
    {
        using var run = new StressRun(options);
        var mark = MarkedProcesses.NewMark();
        var build = Generate(run, options, bad: ExtractionWorker.Misbehaviours.Keys);
        var result = build.Run(Environment(mark), arguments);
        var mayFail = ExtractionWorker.Misbehaviours.Where(one => one.Value is not null).ToArray();
        var codes = Codes(result.Output);
        var wanted = mayFail.GroupBy(one => one.Value!).ToDictionary(code => code.Key, code => code.Count() * FanOut.Projects);
        return run.Decide(
            $"{name}: each bad document fails alone, the others are right, nothing is left",
            string.Join(", ", codes.OrderBy(code => code.Key).Select(code => $"{code.Value} x {code.Key}")),
            [
                (result.ExitCode == 0) == name.EndsWith("warnings", StringComparison.Ordinal) ? null : $"exit code {result.ExitCode}: {result.Output}",
                wanted.All(code => codes.GetValueOrDefault(code.Key) == code.Value) && codes.Count == wanted.Count ? null : $"other codes than {string.Join(", ", wanted)}: {result.Output}",
                Right(build, expected, withOthers: FanOut.Projects * (ExtractionWorker.Misbehaviours.Count - mayFail.Length)),
                MarkedProcesses.Left(mark),
                .. Leftovers.Of(run),
            ]);
    }

    /// <summary>Kills what is meant again and again while builds run; the last build is left alone, and everything is right.</summary>
    private static Row Killed(StressOptions options, IReadOnlyDictionary<string, string> expected, string name, Func<string, bool> isMeant, string[] arguments)
    {
        using var run = new StressRun(options);
        var mark = MarkedProcesses.NewMark();
        var build = Generate(run, options, bad: []);
        var random = new Random(options.Seed);
        var kills = 0;
        string? hung = null;
        var left = new List<string?>();
        for (var round = 0; round < 3 && hung is null; round++)
        {
            var running = Task.Run(() => build.Run(Environment(mark), [.. arguments, "-p:PdfCacheRefresh=true"]));
            while (!running.Wait(random.Next(50, 1500)))
            {
                kills += MarkedProcesses.End(mark, command => isMeant(command) && random.Next(2) == 0);
                if (DateTimeOffset.UtcNow - run.Began > Hanging)
                {
                    hung = "a build hangs";
                    MarkedProcesses.End(mark, _ => true);
                }
            }

            // A node whose build was killed before the two had met waits for it, for a quarter of an hour; that is MSBuild's own.
            MarkedProcesses.End(mark, command => command.Contains("nodemode", StringComparison.Ordinal));
            left.Add(MarkedProcesses.Left(mark));
        }

        var last = build.Run(Environment(mark), arguments);
        return run.Decide(
            $"{name} killed at random: no build hangs, no process is left, and the next build is right",
            $"{kills} kills in 3 builds",
            [
                hung, .. left,
                kills > 0 ? null : "nothing was killed",
                last.ExitCode == 0 ? null : $"exit code {last.ExitCode}: {last.Output}",
                Right(build, expected, withOthers: 0),
                MarkedProcesses.Left(mark),
            ]);
    }

    private static FanOut Generate(StressRun run, StressOptions options, IEnumerable<string> bad) =>
        FanOut.Generate(Path.Combine(run.Folder, "build"), run.CacheDirectory, options.Seed, isWorker: true, [.. bad.Select(word => word + "-a.pdf")]);

    private static Dictionary<string, string?> Environment(string mark)
    {
        var environment = new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" };
        if (mark.Length > 0)
        {
            environment[mark] = "1";
        }

        return environment;
    }

    /// <summary>Each diagnostic once: MSBuild repeats them at the end.</summary>
    private static Dictionary<string, int> Codes(string output)
    {
        var first = output.Split("Build succeeded.", 2)[0].Split("Build FAILED.", 2)[0];
        return Regex.Matches(first, "(?:warning|error) (PDFC[0-9]{4}):").GroupBy(match => match.Groups[1].Value).ToDictionary(code => code.Key, code => code.Count());
    }

    private static string? Right(FanOut build, IReadOnlyDictionary<string, string> expected, int withOthers)
    {
        var outputs = build.Outputs();
        var missing = expected.Where(output => outputs.GetValueOrDefault(output.Key) != output.Value).Select(output => output.Key).ToArray();
        return missing.Length > 0 ? $"{missing.Length} outputs are not those of the reference, such as {missing[0]}"
            : outputs.Count != expected.Count + withOthers ? $"{outputs.Count} outputs instead of {expected.Count + withOthers}"
            : null;
    }
}
