using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

/// <summary>
/// The map. Each target is one command that a person could type; the same commands stand in build.sh and build.cmd for machines
/// whose feeds do not have NUKE, and a test holds the three lists together.
/// </summary>
partial class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Test);

    [Solution] readonly Solution Solution;

    [Parameter("Build nodes at once, the N of -m:N; one a processor when not given.")]
    readonly int? Nodes;

    AbsolutePath Artifacts => RootDirectory / "artifacts";

    AbsolutePath Source => RootDirectory / "src";

    string NodesSwitch => Nodes is { } nodes ? $"-m:{nodes}" : "-m";

    Target Clean => _ => _
        .Description("Removes what was built.")
        .Before(Restore)
        .Executes(() => DotNetClean(_ => _
            .SetProject(Solution)));

    Target Restore => _ => _
        .Description("Restores the packages.")
        .Executes(() => DotNetRestore(_ => _
            .SetProjectFile(Solution)));

    Target Compile => _ => _
        .Description("Builds everything.")
        .DependsOn(Restore)
        .Executes(() => DotNetBuild(_ => _
            .SetProjectFile(Solution)
            .EnableNoRestore()
            .SetProcessAdditionalArguments(NodesSwitch)));

    Target Test => _ => _
        .Description("Runs all tests.")
        .DependsOn(Compile)
        .Executes(() => DotNetTest(_ => _
            .SetProjectFile(Solution)
            .EnableNoBuild()));

    Target Pack => _ => _
        .Description("Packs both packages into artifacts/.")
        .After(Test)
        .Produces(Artifacts / "*.nupkg")
        .Executes(() => DotNetPack(_ => _
            .SetConfiguration("Release")
            .SetOutputDirectory(Artifacts)
            .CombineWith(
                [Source / "PdfTract.Cache.Build", Source / "PdfTract.Cache.Build.PdfPig"],
                (_, project) => _.SetProject(project))));

    Target Samples => _ => _
        .Description("Builds the sample: a dozen PDFs, listed by several projects.")
        .After(Test)
        .Executes(() => DotNetBuild(_ => _
            .SetProjectFile(RootDirectory / "samples" / "Handbook")
            .SetProcessAdditionalArguments(NodesSwitch)));

    Target CI => _ => _
        .Description("What every system in the workflow runs: Test, Samples, Stress.")
        .DependsOn(Test, Samples, Stress);
}
