using System.Diagnostics;
using System.Globalization;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Nodes and builds that miss the same documents at the same time extract each of them once (H49, H67).</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[NonParallelizable]
[Category("H49")]
[Category("H67")]
public sealed class SharedWork : SandboxTests
{
    private const int Documents = 40;
    private const int Projects = 4;

    private static readonly Dictionary<string, string?> OneThreadANode = new() { ["DOTNET_PROCESSOR_COUNT"] = "1" };

    [Test]
    public void Four_nodes_that_miss_the_same_documents_extract_each_once_H49_H67()
    {
        var documents = AddSharedDocuments();
        var projects = Enumerable.Range(1, Projects).Select(i => AddProject("P" + i)).ToArray();
        Sandbox.Extractor.TakesAWhile();

        var cold = Sandbox.Build(Sandbox.Root, [Sandbox.WriteSolution(), "-m:4"], OneThreadANode).Succeeded();

        Assert.That(cold.OurTasksProcesses.Distinct().Count(), Is.GreaterThan(1), "several nodes took part");
        TheWorkWasShared(projects, documents);

        Sandbox.Extractor.Forget();
        Array.ForEach(projects, project => project.RemoveObj());
        Sandbox.BuildAll("-m:4").Succeeded();
        Assert.That(projects.Select(project => project.Counts), Has.All.EqualTo(ExtractionCounts.Warm(Documents)));
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
        Array.ForEach(projects, project => ResultsAreRight(project, documents));
    }

    [Test]
    public void Four_builds_at_once_extract_each_document_once_H49_H67()
    {
        var documents = AddSharedDocuments();
        var projects = Enumerable.Range(1, Projects).Select(i => AddProject("P" + i)).ToArray();
        Array.ForEach(projects, project => project.Save());
        Sandbox.Extractor.TakesAWhile();

        var running = projects.Select(Start).ToArray();
        var results = running.Select(build => Task.Run(() => DotNet.Wait(build))).ToArray().Select(wait => wait.GetAwaiter().GetResult()).ToArray();

        Array.ForEach(results, result => result.Succeeded());
        TheWorkWasShared(projects, documents);
    }

    [Test]
    public void Threads_of_one_process_share_it_as_well_H49()
    {
        var documents = AddSharedDocuments();
        var projects = Enumerable.Range(1, Projects).Select(i => AddProject("P" + i)).ToArray();
        Sandbox.Extractor.TakesAWhile();

        var result = Sandbox.Build(Sandbox.Root, [Sandbox.WriteSolution(), "-mt", "-m:4"], OneThreadANode).Succeeded();

        Assert.That(result.OurTasksProcesses.Distinct().Count(), Is.EqualTo(1), "one process did it all");
        TheWorkWasShared(projects, documents);
    }

    [Test]
    public void PdfPig_shares_it_as_well_and_what_came_from_others_counts_as_from_the_cache_H49()
    {
        PackedPackages.Pack(PackedPackages.PdfPig);
        for (var i = 0; i < Documents; i++)
        {
            TestPdfs.Write(Shared(i), [.. Enumerable.Range(0, 200).Select(page => $"Document {i}, page {page}")]);
        }

        var projects = Enumerable.Range(1, Projects).Select(i => AddProject("P" + i)).ToArray();
        foreach (var project in projects)
        {
            project.Packages = [PackedPackages.Tasks, PackedPackages.PdfPig];
            project.Properties.Remove("PdfExtractCommand");
            project.Targets = WriteWhatIsFromCache;
        }

        Sandbox.Build(Sandbox.Root, [Sandbox.WriteSolution(), "-m:4"], OneThreadANode).Succeeded();

        var counts = projects.Select(project => project.Counts).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(counts, Has.All.Matches<ExtractionCounts>(c => c.Documents == Documents && c.FromCache + c.Extracted == Documents && c.Stored == c.Extracted));
            Assert.That(counts.Sum(c => c.Extracted), Is.EqualTo(Documents));
            Assert.That(projects.Select(FromCacheOf), Is.EqualTo(counts.Select(c => 2 * c.FromCache)), "the items say the same: a text and a JSON a document");
            Assert.That(projects.Select(PlacesOf), Has.All.EqualTo(PlacesOf(projects[0])), "and are in one order, wherever they come from");
            Assert.That(PlacesOf(projects[0])[..3], Is.EqualTo(["d00.txt", "d00.json", "d01.txt"]));
            Assert.That(projects.Select(project => FolderContents.Of(project.Outputs)), Has.All.EqualTo(FolderContents.Of(projects[0].Outputs)));
            Assert.That(FolderContents.Of(projects[0].Outputs), Has.Count.EqualTo(2 * Documents));
            Assert.That(Sandbox.Entries, Has.Count.EqualTo(Documents));
            Assert.That(Sandbox.Temps, Is.Empty);
        });
    }

    [Test]
    [Platform("Linux", Reason = "Kills with SIGKILL, and looks at /proc.")]
    public void The_claim_of_a_build_that_was_killed_counts_for_nothing_H49()
    {
        var killed = ProjectWith(documents: 3, "Killed");
        Sandbox.Extractor.SleepsOn("a.pdf");
        killed.Save();
        killed.Run("restore").Succeeded();
        var build = Start(killed);
        Assert.That(() => Sandbox.Extractor.IsAsleep, Is.True.After(120_000, pollingInterval: 20), "it extracts");
        build.Kill(entireProcessTree: true);
        DotNet.Wait(build);
        Assert.That(Sandbox.Claims, Has.Count.EqualTo(1));

        Sandbox.Extractor.Recovers();
        Sandbox.Extractor.Forget();
        var next = ProjectWith(documents: 3, "Next");
        next.Build(OneThreadANode).Succeeded();

        OutputsAreRight(next);
        Assert.That(Sandbox.Extractor.Calls.Select(call => Path.GetFileName(call)), Is.EqualTo(["a.pdf", "b.pdf", "c.pdf"]), "the claimed one is not put off");
        Assert.That(next.Counts, Is.EqualTo(ExtractionCounts.Cold(3)));
        Assert.That(Sandbox.Claims, Is.Empty, "taken over, and given up");
    }

    [TestCase("-m:4")]
    [TestCase("-mt", "-m:4")]
    public void One_slow_document_that_four_projects_list_is_extracted_once_H67(params string[] arguments)
    {
        TestPdfs.Write(Shared(0), "The only document");
        var projects = Enumerable.Range(1, Projects).Select(i => AddProject("P" + i)).ToArray();
        Sandbox.Extractor.IsSlowOn(Path.GetFileName(Shared(0)), seconds: 3);

        Sandbox.BuildAll(arguments).Succeeded();

        Assert.That(Sandbox.Extractor.Calls, Is.EqualTo([Shared(0)]));
        Assert.That(projects.Sum(project => project.Counts.Extracted), Is.EqualTo(1));
        Array.ForEach(projects, project => ResultsAreRight(project, [Shared(0)]));
    }

    [Test]
    public void A_document_on_which_the_extractor_fails_is_an_error_of_every_project_and_holds_up_none_H67()
    {
        TestPdfs.Write(Shared(0), "Broken");
        TestPdfs.Write(Shared(1), "Whole");
        var projects = Enumerable.Range(1, Projects).Select(i => AddProject("P" + i)).ToArray();
        Sandbox.Extractor.FailsOn(Path.GetFileName(Shared(0)));

        Sandbox.BuildAll("-m:4").FailedWith([.. Enumerable.Repeat("PDFC1009", Projects)]);

        Assert.That(Sandbox.Extractor.Calls.Count(call => call == Shared(0)), Is.EqualTo(Projects), "each has tried");
        Assert.That(Sandbox.Extractor.Calls.Count(call => call == Shared(1)), Is.EqualTo(1));
        Assert.That(Sandbox.Claims, Is.Empty);
    }

    [Test]
    [Platform("Linux", Reason = "Kills with SIGKILL.")]
    public void With_PdfCacheWait_0_a_build_extracts_what_another_one_has_in_hand_and_those_who_wait_get_that_result_H67()
    {
        TestPdfs.Write(Shared(0), "The only document");
        Sandbox.Extractor.SleepsOn(Path.GetFileName(Shared(0)));
        var (owner, waiter, hasty) = (AddProject("Owner"), AddProject("Waiter"), AddProject("Hasty"));
        foreach (var project in new[] { owner, waiter, hasty })
        {
            project.Save();
            project.Run("restore").Succeeded();
        }

        var owning = Start(owner);
        Assert.That(() => Sandbox.Extractor.IsAsleep, Is.True.After(120_000, pollingInterval: 20));
        Sandbox.Extractor.Recovers();

        var waiting = Start(waiter);
        hasty.Build("-p:PdfCacheWait=0").Succeeded();
        ResultsAreRight(hasty, [Shared(0)]);
        Assert.That(hasty.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));
        Assert.That(DotNet.Wait(waiting).ExitCode, Is.Zero, "it sees the result although the first build still holds its claim");
        Assert.That(waiter.Counts, Is.EqualTo(ExtractionCounts.Warm(1)));

        owning.Kill(entireProcessTree: true);
        DotNet.Wait(owning);
    }

    private const string WriteWhatIsFromCache =
        """
        <Target Name="WriteWhatIsFromCache" AfterTargets="PdfExtract">
            <WriteLinesToFile File="$(IntermediateOutputPath)items.txt" Lines="@(PdfExtraction->'%(Link) %(FromCache)')" Overwrite="true" />
          </Target>
        """;

    private static string ListOf(TestProject project) => Path.Combine(project.Obj, "items.txt");

    private static int FromCacheOf(TestProject project) => File.ReadAllLines(ListOf(project)).Count(line => line.EndsWith(" true", StringComparison.Ordinal));

    private static string[] PlacesOf(TestProject project) => [.. File.ReadAllLines(ListOf(project)).Select(line => line.Split(' ')[0])];

    private Process Start(TestProject project) =>
        DotNet.Start(project.Folder, Sandbox.Environment(OneThreadANode), ["build", "-m", .. project.Start()]);

    private string Shared(int i) => Path.Combine(Sandbox.Root, "shared", string.Create(CultureInfo.InvariantCulture, $"d{i:00}.pdf"));

    private string[] AddSharedDocuments() => [.. Enumerable.Range(0, Documents).Select(i => TestPdfs.Write(Shared(i), $"Document number {i}"))];

    private TestProject AddProject(string name)
    {
        var project = Sandbox.AddProject(name);
        project.Items = """<PdfDocument Include="../shared/*.pdf" />""";
        return project;
    }

    private void TheWorkWasShared(TestProject[] projects, string[] documents)
    {
        var counts = projects.Select(project => project.Counts).ToArray();
        var calls = Sandbox.Extractor.Calls;
        TestContext.Out.WriteLine($"{calls.Count} extractions of {Documents} documents that {Projects} projects list");
        Assert.Multiple(() =>
        {
            Assert.That(calls.Distinct().Count(), Is.EqualTo(Documents), "each was extracted");
            Assert.That(calls, Has.Count.EqualTo(Documents), "and none of them twice");
            Assert.That(counts, Has.All.Matches<ExtractionCounts>(c => c.Documents == Documents && c.FromCache + c.Extracted == Documents && c.Stored == c.Extracted));
            Assert.That(counts.Sum(c => c.Extracted), Is.EqualTo(calls.Count), "what was counted was done");
            Assert.That(Sandbox.Entries, Has.Count.EqualTo(Documents));
            Assert.That(Sandbox.Temps, Is.Empty);
        });
        Array.ForEach(projects, project => ResultsAreRight(project, documents));
    }

    private static void ResultsAreRight(TestProject project, string[] documents)
    {
        foreach (var document in documents)
        {
            Assert.That(File.ReadAllBytes(project.Output(Path.GetFileNameWithoutExtension(document) + ".txt")), Is.EqualTo(FakeExtractor.ResultOf(document)));
        }
    }
}
