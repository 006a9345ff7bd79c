using System.Globalization;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Workers in real builds: with nodes, with threads, killed; none is left, and what a document does to its worker concerns no other document.</summary>
[Platform("Linux", Reason = "The worker is a shell script, and processes are looked up in /proc.")]
[Parallelizable(ParallelScope.Self)]
public sealed class WorkersInBuilds : SandboxTests
{
    private const int Projects = 4;

    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(2);

    private FakeWorker _worker = null!;

    [SetUp]
    public void CreateWorker() => _worker = new FakeWorker(Path.Combine(Sandbox.Root, "worker"));

    [TearDown]
    public void NoneIsLeft() =>
        Assert.That(() => _worker.Starts.Where(FakeWorker.IsRunning), Is.Empty.After((int)Hanging.TotalMilliseconds, pollingInterval: 50), "a worker outlived its build");

    [Test]
    public void A_worker_is_part_of_the_key_with_the_files_that_it_names()
    {
        var project = AddProject("App", "a.pdf", "b.pdf");

        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
        Assert.That(File.ReadAllText(project.Output("docs/a.txt")), Is.EqualTo("text of a.pdf"));
        Assert.That(_worker.Starts, Has.Length.LessThanOrEqualTo(2));

        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));

        File.AppendAllText(Path.Combine(Sandbox.Root, "worker", "worker.sh"), "\n# another version\n");
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
    }

    [TestCase("-m:4")]
    [TestCase("-mt", "-m:4")]
    public void Documents_that_end_their_workers_fail_alone_in_parallel_builds(params string[] arguments)
    {
        var projects = Enumerable.Range(1, Projects).Select(i => AddProject(
            "P" + i.ToString(CultureInfo.InvariantCulture),
            [.. Enumerable.Range(0, 10).Select(n => $"good{i}-{n}.pdf"), $"overflows{i}.pdf", $"garbage{i}.pdf", $"sleeps{i}.pdf", $"exits{i}.pdf"])).ToArray();
        Array.ForEach(projects, project => project.Properties["PdfExtractTimeout"] = "5s");

        var result = Sandbox.BuildAll(arguments);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.OurErrors.GroupBy(error => error.Code).Select(code => (code.Key, code.Count())), Is.EquivalentTo(new[] { ("PDFC1022", 8), ("PDFC1024", 4), ("PDFC1017", 4) }));
        foreach (var project in projects)
        {
            Assert.That(Directory.GetFiles(project.Outputs, "good*.txt", SearchOption.AllDirectories).Select(file => File.ReadAllText(file) == $"text of {Path.GetFileNameWithoutExtension(file)}.pdf"), Is.EqualTo(Enumerable.Repeat(true, 10)));
        }

        Assert.That(Sandbox.Entries, Has.Count.EqualTo(10 * Projects));
        Assert.That(Sandbox.Temps, Is.Empty);
        Assert.That(_worker.Requests.Select(request => request.Request).Count(request => request.Contains("overflows1.pdf\"}", StringComparison.Ordinal)), Is.LessThanOrEqualTo(1), "none is tried twice");
    }

    [Test]
    public void A_node_that_is_killed_leaves_no_worker_and_nothing_that_the_worker_started()
    {
        var project = AddProject("App", "sleeps.pdf");
        project.Save();
        project.Run("restore").Succeeded();
        var build = DotNet.Start(project.Folder, Sandbox.Environment(), ["build", "-m:1", .. project.Start()]);
        Assert.That(() => _worker.Child, Is.Not.Null.After((int)Hanging.TotalMilliseconds, pollingInterval: 20));

        build.Kill();
        DotNet.Wait(build);

        Assert.That(
            () => FakeWorker.IsRunning(_worker.Starts.Single()) || FakeWorker.IsRunning(_worker.Child!), Is.False.After((int)Hanging.TotalMilliseconds, pollingInterval: 20));
    }

    [Test]
    public void With_PdfExtractFailures_a_build_goes_on_without_a_document_and_tries_it_again()
    {
        var project = AddProject("App", "a.pdf", "overflows.pdf");
        project.Properties["PdfExtractFailures"] = "warning";
        project.Targets =
            """
            <Target Name="Tell" AfterTargets="PdfExtract">
                <WriteLinesToFile File="$(IntermediateOutputPath)results.txt" Lines="@(PdfExtraction->'%(Link)')" Overwrite="true" />
                <WriteLinesToFile File="$(IntermediateOutputPath)failures.txt" Lines="@(PdfExtractFailure->'%(Filename) %(Code)')" Overwrite="true" />
              </Target>
            """;
        string[] Lines(string file) => File.ReadAllLines(Path.Combine(project.Obj, file));

        Assert.That(project.Build().SucceededWithWarning("PDFC1022").File, Does.EndWith("overflows.pdf"));
        Assert.That(Lines("results.txt"), Is.EqualTo(["docs/a.txt"]));
        Assert.That(Lines("failures.txt"), Is.EqualTo(["overflows PDFC1022"]));
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(1));
        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(Documents: 2, FromCache: 0, Extracted: 1, Stored: 1)));

        project.Build().SucceededWithWarning("PDFC1022");
        Assert.That(Lines("results.txt"), Is.EqualTo(["docs/a.txt"]));

        Assert.That(project.Build("-p:PdfExtractFailures=error").FailedWithError("PDFC1022").File, Does.EndWith("overflows.pdf"));
    }

    [Test]
    public void A_page_that_cannot_be_read_is_an_empty_one_under_a_key_of_its_own()
    {
        PackedPackages.Pack(PackedPackages.PdfPig);
        var project = Sandbox.AddProject();
        project.Packages = [PackedPackages.Tasks, PackedPackages.PdfPig];
        project.Properties.Remove("PdfExtractCommand");
        var document = project.AddDocument("a.pdf", "first page", "second page", "third page");

        // Its content is another object, which is none.
        File.WriteAllText(document, File.ReadAllText(document).Replace("/Contents 7 0 R", "/Contents 3 0 R", StringComparison.Ordinal));

        Assert.That(project.Build().FailedWithError("PDFC1014").Message, Does.Contain("page 2"));

        Assert.That(project.Build("-p:PdfExtractFailures=warning").SucceededWithWarning("PDFC1014").Message, Does.Contain("page 2"));
        Assert.That(File.ReadAllText(project.Output("docs/a.txt")), Does.Match("^[^\f]+\f\f[^\f]+\f$"));
        Assert.That(File.ReadAllText(project.Output("docs/a.json")), Does.Contain("\"error\":"));
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(1));

        project.RemoveObj();
        project.Build("-p:PdfExtractFailures=message").Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(1)), "where failures are no errors it is a hit");

        project.RemoveObj();
        project.Build().FailedWithError("PDFC1014");
    }

    private TestProject AddProject(string name, params string[] documents)
    {
        var project = Sandbox.AddProject(name);
        project.Properties.Remove("PdfExtractCommand");
        project.Properties["PdfExtractWorker"] = _worker.Command;
        project.Properties["PdfExtractVersion"] = "1";
        foreach (var document in documents)
        {
            var path = Path.Combine(project.Folder, "docs", document);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "text of " + document);
        }

        return project;
    }
}
