using System.Diagnostics;
using System.Globalization;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Nodes and the MSBuild server that outlive a build (H47). They have a handshake of their own: nobody else's are used or ended.</summary>
[Platform("Linux", Reason = "Finds its own nodes in /proc.")]
[NonParallelizable]
[Category("H47")]
public sealed class ReusedNodes : SandboxTests
{
    /// <summary>A node that is still putting away the last build is not found by the next one, which then starts another. On a busy machine that happens.</summary>
    private const int MostBuilds = 5;

    private readonly string _salt = Guid.NewGuid().ToString("N");

    [TearDown]
    public void End_the_nodes()
    {
        foreach (var pid in NodePids())
        {
            using var node = Process.GetProcessById(pid);
            node.Kill();
            node.WaitForExit();
        }
    }

    [TestCase("0", TestName = "With_reused_nodes_a_later_build_gets_all_from_the_cache_H47")]
    [TestCase("1", TestName = "With_the_MSBuild_server_a_later_build_gets_all_from_the_cache_H47")]
    public void A_later_build_gets_all_from_the_cache(string useServer)
    {
        var projects = Enumerable.Range(1, 3).Select(i => Sandbox.AddProject("P" + i)).ToArray();
        foreach (var project in projects)
        {
            project.AddDocument("own.pdf", "Document of " + project.Name);
        }

        var environment = Reusing(useServer);
        string[] arguments = [Sandbox.WriteSolution(), "-m:2"];

        var first = Sandbox.Build(Sandbox.Root, arguments, environment).Succeeded();
        Assert.That(projects.Select(project => project.Counts), Has.All.EqualTo(ExtractionCounts.Cold(1)));
        Assert.That(NodePids(), Is.Not.Empty, "nodes outlive the build");

        var earlier = first.OurTasksProcesses;
        Assert.That(
            Enumerable.Range(2, MostBuilds).Any(_ =>
            {
                Array.ForEach(projects, project => project.RemoveObj());
                var later = Sandbox.Build(Sandbox.Root, arguments, environment).Succeeded();

                Assert.That(projects.Select(project => project.Counts), Has.All.EqualTo(ExtractionCounts.Warm(1)));
                Array.ForEach(projects, project => OutputsAreRight(project));
                var isReused = later.OurTasksProcesses.Intersect(earlier).Any();
                earlier = [.. earlier, .. later.OurTasksProcesses];
                return isReused;
            }),
            "a node was reused");
    }

    [Test]
    public void A_warning_once_a_build_comes_again_in_the_next_build_of_the_same_node_H47()
    {
        Sandbox.Write("cache/thesis.doc", "somebody's");
        var project = ProjectWith(documents: 1);
        var environment = Reusing(useServer: "1");

        var first = project.Build(environment);
        first.SucceededWithWarning("PDFC2005");
        project.RemoveObj();
        var second = project.Build(environment);

        second.SucceededWithWarning("PDFC2005");
        Assert.That(second.OurTasksProcesses.Distinct(), Is.EqualTo(first.OurTasksProcesses.Distinct()), "the same process");
    }

    [TestCase("0", "", TestName = "In_a_reused_node_a_secret_is_that_of_the_build_H47")]
    [TestCase("1", "", TestName = "In_the_MSBuild_server_a_secret_is_that_of_the_build_H47")]
    [TestCase("1", "-mt", TestName = "In_the_multithreaded_MSBuild_server_a_secret_is_that_of_the_build_H46_H47")]
    [Category("H47")]
    public void A_secret_is_that_of_the_build(string useServer, string option)
    {
        var extractor = new TalkingExtractor(Sandbox);
        var projects = Enumerable.Range(1, 3).Select(i => Sandbox.AddProject("P" + i)).ToArray();
        foreach (var project in projects)
        {
            project.AddDocument("own.pdf", "Document of " + project.Name);
            project.Properties["PdfExtractCommand"] = extractor.Command;
            project.Properties["PdfExtractSecrets"] = "password=env:TEST_PDF_PASSWORD";
        }

        string[] arguments = [Sandbox.WriteSolution(), "-m:2", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var earlier = new HashSet<int>();
        var isReused = false;
        for (var build = 1; build <= MostBuilds && !isReused; build++)
        {
            var password = $"build {build}'s";
            Array.ForEach(projects, project => project.RemoveObj());
            var result = Sandbox.Build(Sandbox.Root, arguments, new Dictionary<string, string?>(Reusing(useServer)) { ["TEST_PDF_PASSWORD"] = password }).Succeeded();

            isReused = earlier.Overlaps(result.OurTasksProcesses);
            earlier.UnionWith(result.OurTasksProcesses);
            Assert.That(projects.Select(project => project.Counts), Has.All.EqualTo(ExtractionCounts.Cold(1)));
            Assert.That(projects.Select(project => File.ReadAllText(project.Output("docs/own.txt"))), Has.All.EqualTo(TalkingExtractor.ResultOf(password)));
        }

        Assert.That(isReused, "a node was reused");
    }

    /// <summary>
    /// MSBuild keeps no node when its processes on the machine, of whatever build, are more than half of the cores; so a test run beside other builds saw
    /// none. Here it takes the machine for one that is never so busy.
    /// </summary>
    private Dictionary<string, string?> Reusing(string useServer) => new()
    {
        ["MSBUILDDISABLENODEREUSE"] = null,
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = useServer,
        ["MSBUILDNODEHANDSHAKESALT"] = _salt,
        ["DOTNET_PROCESSOR_COUNT"] = "500",
    };

    private int[] NodePids() =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => name!.All(char.IsAsciiDigit) && IsNode(name!))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)),
    ];

    private bool IsNode(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ").Contains($"MSBUILDNODEHANDSHAKESALT={_salt}", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is another user's.
            return false;
        }
    }
}
