using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tools.DotNet;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

/// <summary>The speed comparison. It takes a quarter of an hour and a machine with nothing else to do, so no other target depends on it.</summary>
partial class Build
{
    Target Benchmark => _ => _
        .Description("Speed, side by side with what a user would take instead; a quarter of an hour.")
        .Produces(Artifacts / "benchmarks" / "*")
        .Executes(() => DotNetRun(_ => _
            .SetConfiguration("Release")
            .SetProjectFile(RootDirectory / "tests" / "PdfTract.Cache.Benchmarks")
            .SetApplicationArguments(["all", "--report", Report ?? Artifacts / "benchmarks"])));
}
