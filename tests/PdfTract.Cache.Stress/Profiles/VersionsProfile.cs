namespace PdfTract.Cache.Stress.Profiles;

/// <summary>Two builds of the cache with different entry formats in one directory (H44).</summary>
internal sealed class VersionsProfile : IProfile
{
    private const int Keys = 12;

    public string Name => "versions";

    public string Description => "two entry formats in one directory";

    public IEnumerable<Row> Run(StressOptions options)
    {
        const string InOwnFolder = "a format in a folder of its own: neither breaks nor deletes the other's entries (H44)";
        const string UnderTheSameNames = "a newer format under the same names: it is a miss, and it stays (H20)";
        if (SourceTree.Root is null)
        {
            yield return new Row(InOwnFolder, RowState.Skipped, "needs the source tree", []);
            yield break;
        }

        using var builds = new StressRun(options);
        var next = AlteredBuild.Make(
            Path.Combine(builds.Folder, "next"),
            ("src/PdfTract.Cache/Entries/EntryFormat.cs", "ushort Version = 1;", "ushort Version = 2;"),
            ("src/PdfTract.Cache/Layout/CacheLayout.cs", "FormatFolder = \"v1\"", "FormatFolder = \"v2\""));
        yield return SideBySide(options, next, InOwnFolder);

        var sameNames = AlteredBuild.Make(
            Path.Combine(builds.Folder, "same-names"),
            ("src/PdfTract.Cache/Entries/EntryFormat.cs", "ushort Version = 1;", "ushort Version = 2;"));
        yield return SameNames(options, sameNames, UnderTheSameNames);
    }

    private static Row SideBySide(StressOptions options, string next, string name)
    {
        using var run = new StressRun(options);
        string?[] programs = [null, next];
        run.RunToEnd(programs.SelectMany(program => new[]
        {
            run.Worker("node") with { Keys = Keys, Program = program, NothingVanishes = true },
            run.Worker("node") with { Keys = Keys, Program = program, NothingVanishes = true },
            run.Worker("cleaner") with { Iterations = 20, Program = program, MaxSize = 1_000_000_000, MaxAgeHours = 1 },
        }));
        run.RunToEnd(programs.Select(program => run.Worker("store-each") with { Keys = Keys, Program = program }));
        run.RunToEnd(programs.Select(program => run.Worker("restore-each") with { Keys = Keys, Program = program, NothingVanishes = true }));
        var entries = run.Entries().Count;
        return run.Decide(
            name,
            $"{run.Figures()}, {entries} entries of two formats",
            [entries == 2 * Keys ? null : $"{entries} entries stand instead of {2 * Keys}", .. Leftovers.Of(run)]);
    }

    private static Row SameNames(StressOptions options, string newer, string name)
    {
        using var run = new StressRun(options);
        run.RunToEnd(run.Worker("store-each") with { Keys = Keys, Program = newer });
        var before = run.Entries().ToDictionary(entry => entry, File.ReadAllBytes);
        run.RunToEnd(run.Worker("restore-each") with { Keys = Keys }, run.Worker("store-each") with { Keys = Keys }, run.Worker("cleaner") with { Iterations = 5 });
        var changed = before.Count(entry => !File.Exists(entry.Key) || !File.ReadAllBytes(entry.Key).AsSpan().SequenceEqual(entry.Value));
        run.RunToEnd(run.Worker("restore-each") with { Keys = Keys, Program = newer, NothingVanishes = true });
        return run.Decide(
            name,
            $"{run.Figures()}, {before.Count} newer entries",
            [changed == 0 ? null : $"{changed} newer entries were changed", run.Count(Oracle.JournalEvent.Miss) == Keys ? null : "an older version read a newer entry", .. Leftovers.Of(run)]);
    }
}
