using PdfTract.Cache.Stress.Hostile;
using PdfTract.Cache.Stress.Oracle;
using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress.Profiles;

/// <summary>
/// Another user's processes do all they can below a root that they may write, while builds of a user and of root store, restore, claim and
/// clean there. On tmpfs, which takes every time and every length.
/// </summary>
internal sealed class HostileProfile : IProfile
{
    private const int Megabytes = 512;

    /// <summary>Keys that no neighbour knows of.</summary>
    private const int FreshKey = 100_000, FreshKeys = 8;

    private const long MaxSize = 64 * 1024 * 1024;

    /// <summary>So many names of a flood are listed a second, on the slowest machine.</summary>
    private const int NamesASecond = 1000;

    /// <summary>A neighbour that lives and claims makes a build wait as long as that build allows.</summary>
    private const int WaitSeconds = 5;

    /// <summary>Even where the sticky bit stops most of them.</summary>
    private const int FewTricks = 10;

    public string Name => "hostile";

    public string Description => "another user swaps, links, leases, floods and plants in a root that all may write";

    public IEnumerable<Row> Run(StressOptions options)
    {
        (string Mode, int Group)[] roots = [("0777", 0), ("1777", 0), ("2770", OtherUser.Team)];
        foreach (var (mode, group) in roots)
        {
            foreach (var row in On(options, mode, group))
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<Row> On(StressOptions options, string mode, int group)
    {
        var bytes = $"root {mode}: no wrong byte, nobody hangs and no build is lost (H75, H76, H77)";
        var outside = $"root {mode}: nothing outside the cache changed (H73)";
        var after = $"root {mode}: an hour after the neighbour is gone, one clean-up leaves a cache that works (H76, H78)";
        using var run = new StressRun(options);
        var users = OtherUser.TryPrepare(run, out var reason);
        using var disk = users is null ? null : SmallFileSystem.TryMount(run.CacheDirectory, Megabytes, out reason);
        if (users is null || disk is null)
        {
            foreach (var name in (string[])[bytes, outside, after])
            {
                yield return new Row(name, RowState.Skipped, reason, []);
            }

            yield break;
        }

        OtherUser.GiveAway(run.CacheDirectory, OtherUser.Builder, group, mode);
        var bystanders = Outside.Make(Path.Combine(run.Folder, "outside"));
        run.RunToEnd(As(OtherUser.Builder, "store-each"));

        var stop = Path.Combine(run.Folder, "stop");
        var neighbours = StressRun.Start(((string[])["swapper", "mover", "planter"]).Select(role => As(OtherUser.Neighbour, role) with
        {
            Iterations = int.MaxValue,
            StopFile = stop,
            Baits = bystanders.Baits,
            Flood = options.Flood,
        }));
        StressRun.WaitUntilBusy(neighbours);
        run.RunToEnd([
            Watched(run.Worker("neighbour's victim")),
            Watched(As(OtherUser.Builder, "extractor") with { Keys = 10 * options.Keys }),
            .. Enumerable.Range(0, Math.Max(1, options.Processes - 2)).Select(_ => Watched(As(OtherUser.Builder, "neighbour's victim")))]);
        File.WriteAllText(stop, "");
        run.WaitFor(neighbours);

        yield return run.Decide(
            bytes,
            $"{run.Figures()}, {run.Count(JournalEvent.Cleaned)} clean-ups, against {string.Join(", ", Tricks(run))}",
            [Tricks(run).Count() >= FewTricks ? null : "the neighbour did next to nothing"]);
        yield return run.DecideAlone(outside, $"{bystanders.Baits.Count} folders and files", bystanders.Changes());

        AnHourPasses(run);
        run.RunToEnd(As(OtherUser.Builder, "cleaner") with { Iterations = 1, MaxSize = MaxSize });
        run.RunToEnd(As(OtherUser.Builder, "store-each") with { FirstKey = FreshKey, Keys = FreshKeys });
        run.RunToEnd(As(OtherUser.Builder, "restore-each") with { FirstKey = FreshKey, Keys = FreshKeys });
        var last = run.Evidence.TakeLast(3).ToArray();
        var hits = last[^1].Lines.Count(line => line.Event == JournalEvent.Hit);
        yield return run.DecideAlone(
            after,
            $"{FreshKeys} results stored, {hits} hits; {Said(last[0], JournalEvent.Cleaned)}",
            [
                .. Judge.Violations(last),
                .. ClosedFolders(run),
                hits == FreshKeys ? null : $"{hits} hits instead of {FreshKeys}: {Said(last[1], JournalEvent.StoreFailed)}",
            ]);

        WorkerSettings As(int user, string role) => users.Give(run.Worker(role), user);

        WorkerSettings Watched(WorkerSettings worker) => worker with
        {
            // With and without a limit: without one, only an entry's head says that it cannot be.
            MaxSize = worker.Worker % 2 == 0 ? MaxSize : null,
            Fsync = worker.Worker % 2 == 0,
            WaitSeconds = WaitSeconds,
            MaxSilenceSeconds = options.MaxSilence + (options.Flood / NamesASecond),
        };
    }

    private static string? Said(Evidence worker, JournalEvent what) => worker.Lines.FirstOrDefault(line => line.Event == what)?.Detail;

    /// <summary>For what a clean-up leaves alone until then: temps, claims, and what stands in the place of a folder.</summary>
    private static void AnHourPasses(StressRun run) => SystemTool.Run(
        "find", run.CacheDirectory, "!", "-name", "*" + CacheLayout.EntryExtension, "-exec", "touch", "--no-dereference", "--date=2 hours ago", "{}", "+");

    /// <summary>Folders of the builds' own that are not what the root says, so that others that share it meet a closed door (H38).</summary>
    private static IEnumerable<string> ClosedFolders(StressRun run)
    {
        var root = FileStatus.OfUnlinked(run.CacheDirectory)!.Value;
        foreach (var path in (string[])[run.Layout.Entries, .. Directory.EnumerateDirectories(run.Layout.Entries)])
        {
            if (FileStatus.OfUnlinked(path) is { Kind: FileKind.Folder, Owner: not OtherUser.Neighbour } folder && folder.Permissions != root.Permissions)
            {
                yield return $"'{Path.GetRelativePath(run.CacheDirectory, path)}' of {folder.Owner} has the permissions {Convert.ToString(folder.Permissions, 8)}";
            }
        }
    }

    /// <summary>What the neighbour's processes did together.</summary>
    private static IEnumerable<string> Tricks(StressRun run) => run.Evidence
        .SelectMany(worker => worker.Lines)
        .Where(line => line.Event == JournalEvent.Damaged && line.Identity.Sequence > 0)
        .GroupBy(line => line.Detail, line => line.Identity.Sequence, StringComparer.Ordinal)
        .OrderBy(trick => trick.Key, StringComparer.Ordinal)
        .Select(trick => $"{trick.Sum()} x {trick.Key}");
}
