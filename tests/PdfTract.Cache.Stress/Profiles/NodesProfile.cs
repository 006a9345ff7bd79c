namespace PdfTract.Cache.Stress.Profiles;

/// <summary>
/// MSBuild for real: parallel nodes, several builds at once, one process for all, and nodes that outlive their build. Each document is
/// extracted once: who has nothing else to do waits for the others (H67).
/// </summary>
internal sealed class NodesProfile : IProfile
{
    private static readonly Dictionary<string, string?> NoReuse = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
    };

    public string Name => "nodes";

    public string Description => $"real builds: {FanOut.Documents} documents listed by each of several projects";

    public IEnumerable<Row> Run(StressOptions options)
    {
        if (!FanOut.IsPossible)
        {
            yield return new Row("real builds", RowState.Skipped, "needs the source tree with the tasks built, and the SDK", []);
            yield break;
        }

        using var reference = new StressRun(options);
        var serial = FanOut.Generate(Path.Combine(reference.Folder, "serial"), reference.CacheDirectory, options.Seed);
        var problem = serial.Build(NoReuse, "-m:1");
        var expected = serial.Outputs();
        yield return reference.Decide("a serial build, for reference", $"{expected.Count} outputs", problem, Complete(expected));

        yield return ColdAndWarm(options, expected, $"-m:{options.Processes}, cold and warm (H49, H67)", NoReuse, $"-m:{options.Processes}");
        yield return ColdAndWarm(options, expected, $"-mt -m:{options.Processes}, cold and warm (H46, H67)", NoReuse, "-mt", $"-m:{options.Processes}");
        yield return AtOnce(options, expected, 2);
        yield return AtOnce(options, expected, 4);
        yield return Reused(options, expected);
    }

    private static Row ColdAndWarm(
        StressOptions options, IReadOnlyDictionary<string, string> expected, string name, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        using var run = new StressRun(options);
        var build = FanOut.Generate(Path.Combine(run.Folder, "build"), run.CacheDirectory, options.Seed);
        var cold = build.Build(environment, arguments);
        var coldOutputs = build.Outputs();
        var extracted = build.Sum("extracted");
        build.RemoveOutputs();
        var warm = build.Build(environment, arguments);
        var hits = build.Sum("fromCache");
        return run.Decide(
            name,
            $"cold {extracted} extractions of {FanOut.Documents} documents listed {FanOut.Listed} times; warm {hits} hits",
            [
                cold, warm,
                Same(coldOutputs, expected), Same(build.Outputs(), expected),
                Once(extracted),
                hits == FanOut.Listed ? null : $"{hits} hits instead of {FanOut.Listed}",
                .. Leftovers.Of(run),
            ]);
    }

    private static Row AtOnce(StressOptions options, IReadOnlyDictionary<string, string> expected, int count)
    {
        using var run = new StressRun(options);
        var builds = Enumerable.Range(0, count).Select(i => FanOut.Generate(Path.Combine(run.Folder, $"clone{i}"), run.CacheDirectory, options.Seed)).ToArray();
        var problems = new string?[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, i => problems[i] = builds[i].Build(NoReuse, "-m:2"));
        var extracted = builds.Sum(build => build.Sum("extracted"));
        return run.Decide(
            $"{count} cold builds at once on one cache (H49, H67)",
            $"{extracted} extractions, {builds.Sum(build => build.Sum("fromCache"))} hits",
            [.. problems, Once(extracted), .. builds.Select(build => Same(build.Outputs(), expected)), .. Leftovers.Of(run)]);
    }

    /// <summary>Nodes and the MSBuild server outlive the builds that started them; they are found by a variable of ours and ended.</summary>
    private static Row Reused(StressOptions options, IReadOnlyDictionary<string, string> expected)
    {
        var mark = MarkedProcesses.NewMark();
        var environment = new Dictionary<string, string?>
        {
            ["MSBUILDDISABLENODEREUSE"] = null,
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "1",
            // Nodes join builds with the same salt only, so these serve nobody else's.
            ["MSBUILDNODEHANDSHAKESALT"] = mark,
            [mark] = "1",
        };
        try
        {
            return ColdAndWarm(options, expected, "node reuse and the MSBuild server, cold and warm (H47)", environment, $"-m:{options.Processes}", "-nodeReuse:true");
        }
        finally
        {
            // Elsewhere than on Linux they end by themselves after a while.
            MarkedProcesses.End(mark, _ => true);
        }
    }

    private static string? Once(int extracted) =>
        extracted == FanOut.Documents ? null : $"{extracted} extractions of {FanOut.Documents} documents";

    private static string? Complete(IReadOnlyDictionary<string, string> outputs) =>
        outputs.Count == FanOut.Listed ? null : $"{outputs.Count} outputs instead of {FanOut.Listed}";

    private static string? Same(IReadOnlyDictionary<string, string> actual, IReadOnlyDictionary<string, string> expected) =>
        actual.Count == expected.Count && actual.All(output => expected.TryGetValue(output.Key, out var bytes) && bytes == output.Value)
            ? null
            : "the outputs are not those of a serial build";
}
