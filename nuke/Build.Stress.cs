using System.Collections.Generic;
using System.Linq;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Nuke.Common.Utilities;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

/// <summary>The stress harness: a target for each of its profiles. What is not given here is left to the harness's own defaults.</summary>
partial class Build
{
    [Parameter("Worker processes at once.")]
    readonly int? Processes;

    [Parameter("Operations of each worker.")]
    readonly int? Iterations;

    [Parameter("How many cache keys the workers share.")]
    readonly int? Keys;

    [Parameter("The seed of every random choice; a violation prints it.")]
    readonly int? Seed;

    [Parameter("How long the soak runs, in seconds.")]
    readonly int? Seconds;

    [Parameter("The largest value, in bytes.")]
    readonly int? MaxLength;

    [Parameter("The large profile's output, in bytes.")]
    readonly long? LargeBytes;

    [Parameter("How much of the large profile's output no codec makes smaller, in percent.")]
    readonly int? LargeNoise;

    [Parameter("How many names the hostile profile's neighbour puts into one folder.")]
    readonly int? Flood;

    [Parameter("Where to make the caches: your own NFS or SMB share, for example.")]
    readonly AbsolutePath Directory;

    [Parameter("The folder for the report, as JSON and as a page; artifacts/stress or artifacts/benchmarks when not given.")]
    readonly AbsolutePath Report;

    AbsolutePath Harness => RootDirectory / "tests" / "PdfTract.Cache.Stress";

    AbsolutePath ReportFolder => Report ?? Artifacts / "stress";

    Target Stress => _ => _
        .Description("Every profile.")
        .After(Test, Samples)
        .Produces(Artifacts / "stress" / "*")
        .Executes(() => RunProfile("all"));

    Target StressAcceptance => _ => _
        .Description("The eight acceptance criteria, with processes.")
        .Executes(() => RunProfile("acceptance"));

    Target StressContention => _ => _
        .Description("Processes against few keys, values from 1 byte to --max-length.")
        .Executes(() => RunProfile("contention"));

    Target StressKill => _ => _
        .Description("Workers killed at every numbered step of every protocol, then at random.")
        .Executes(() => RunProfile("kill"));

    Target StressCorruption => _ => _
        .Description("A vandal damages entries while all run.")
        .Executes(() => RunProfile("corruption"));

    Target StressEviction => _ => _
        .Description("Cleaners with a small budget against readers and writers.")
        .Executes(() => RunProfile("eviction"));

    Target StressDiskFull => _ => _
        .Description("A file system of a few MiB.")
        .Executes(() => RunProfile("diskfull"));

    Target StressClock => _ => _
        .Description("Workers whose clock is a day off.")
        .Executes(() => RunProfile("clock"));

    Target StressHostile => _ => _
        .Description("Another user swaps, links and plants below a shared root, which needs root on Linux.")
        .Executes(() => RunProfile("hostile"));

    Target StressNodes => _ => _
        .Description("Real builds: parallel, at once, in one process, with reused nodes.")
        .Executes(() => RunProfile("nodes"));

    Target StressWorkers => _ => _
        .Description("Real builds with extraction workers that misbehave, and nodes that are killed.")
        .Executes(() => RunProfile("workers"));

    Target StressVersions => _ => _
        .Description("Two entry formats in one directory.")
        .Executes(() => RunProfile("versions"));

    Target StressLarge => _ => _
        .Description("One output of --large-bytes, in flat memory.")
        .Executes(() => RunProfile("large"));

    Target StressSoak => _ => _
        .Description("All of it mixed, for --seconds.")
        .Executes(() => RunProfile("soak"));

    Target StressWindows => _ => _
        .Description("Four profiles as a Windows program; through wine where the system is another.")
        .Executes(() => ProcessTasks
            .StartProcess(
                RootDirectory / "nuke" / (EnvironmentInfo.IsWin ? "stress-windows.cmd" : "stress-windows.sh"),
                string.Join(' ', Options().Prepend(ReportFolder.ToString()).Select(x => x.DoubleQuoteIfNeeded())))
            .AssertZeroExitCode());

    void RunProfile(string profile) => DotNetRun(_ => _
        .SetConfiguration("Release")
        .SetProjectFile(Harness)
        .SetApplicationArguments([profile, "--report", ReportFolder, .. Options()]));

    IEnumerable<string> Options()
    {
        foreach (var (name, value) in new (string, long?)[]
        {
            ("--processes", Processes), ("--iterations", Iterations), ("--keys", Keys),
            ("--seed", Seed), ("--seconds", Seconds), ("--max-length", MaxLength),
            ("--large-bytes", LargeBytes), ("--large-noise", LargeNoise), ("--flood", Flood),
        })
        {
            if (value is { } number)
            {
                yield return name;
                yield return $"{number}";
            }
        }

        if (Directory is not null)
        {
            yield return "--directory";
            yield return Directory;
        }
    }
}
