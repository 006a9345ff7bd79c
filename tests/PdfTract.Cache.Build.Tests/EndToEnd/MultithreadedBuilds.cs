namespace PdfTract.Cache.Build.Tests;

/// <summary>`dotnet build -mt`: the tasks of all projects are threads of one process, whose working directory means nothing (H46).</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[NonParallelizable]
[Category("H46")]
public sealed class MultithreadedBuilds
{
    private Sandbox _sandbox = null!;
    private TestProject[] _projects = null!;
    private BuildResult _result = null!;
    private string _decoy = null!;
    private SortedDictionary<string, string> _decoyBefore = null!;

    [OneTimeSetUp]
    public void Build_four_projects_from_a_decoy_folder()
    {
        _sandbox = new Sandbox();
        _projects = [.. Enumerable.Range(1, 4).Select(AddProject)];

        // Everything that the projects name by relative paths is here too, and wrong.
        _decoy = Path.Combine(_sandbox.Root, "decoy", "folder");
        foreach (var name in new[] { "a.pdf", "b.pdf", "c.pdf" })
        {
            TestPdfs.Write(Path.Combine(_decoy, "docs", name), "The wrong document");
        }

        Directory.CreateDirectory(Path.Combine(_decoy, "tools"));
        File.Copy(_sandbox.Extractor.Program, Path.Combine(_decoy, "tools", "extract.sh"));
        File.AppendAllText(Path.Combine(_decoy, "tools", "extract.sh"), "exit 9\n");
        _decoyBefore = FolderContents.Of(Path.Combine(_sandbox.Root, "decoy"));

        _result = _sandbox.Build(_decoy, [_sandbox.WriteSolution(), "-mt", "-m:4"]);
    }

    [OneTimeTearDown]
    public void Remove_the_sandbox() => _sandbox.Dispose();

    [Test]
    public void It_succeeds_and_extracts_everything()
    {
        _result.Succeeded();
        Assert.That(_projects.Select(project => project.Counts), Has.All.EqualTo(ExtractionCounts.Cold(3)));
    }

    [Test]
    public void Our_tasks_run_in_the_one_process_of_the_build_and_in_no_task_host()
    {
        Assert.That(_result.OurTasksProcesses.Distinct(), Is.EqualTo([_result.Process.ProcessId]));
        Assert.That(_result.OurTasks.Where(task => task == "PdfExtract"), Has.Exactly(4).Items);
    }

    [Test]
    public void The_results_are_those_of_a_build_without_it()
    {
        var outputs = _projects.Select(project => FolderContents.Of(project.Outputs)).ToArray();
        foreach (var project in _projects)
        {
            foreach (var name in new[] { "a", "b", "c" })
            {
                Assert.That(
                    File.ReadAllBytes(project.Output($"docs/{name}.txt")),
                    Is.EqualTo(FakeExtractor.ResultOf(Path.Combine(project.Folder, "docs", name + ".pdf"))));
            }

            project.RemoveObj();
        }

        _sandbox.BuildAll().Succeeded();

        Assert.That(_projects.Select(project => project.Counts), Has.All.EqualTo(ExtractionCounts.Warm(3)));
        Assert.That(_projects.Select(project => FolderContents.Of(project.Outputs)), Is.EqualTo(outputs));
    }

    [Test]
    public void A_relative_cache_directory_is_below_the_project() =>
        Assert.That(_projects.Select(project => Path.Combine(project.Folder, "cache", "pdftract-cache.json")), Has.All.Exist);

    [Test]
    public void Nothing_appears_in_the_working_directory() =>
        Assert.That(FolderContents.Of(Path.Combine(_sandbox.Root, "decoy")), Is.EqualTo(_decoyBefore));

    private TestProject AddProject(int number)
    {
        var project = _sandbox.AddProject("P" + number);
        for (var name = 'a'; name <= 'c'; name++)
        {
            project.AddDocument(name + ".pdf", $"Document {name} of project {number}");
        }

        Directory.CreateDirectory(Path.Combine(project.Folder, "tools"));
        File.Copy(_sandbox.Extractor.Program, Path.Combine(project.Folder, "tools", "extract.sh"));
        project.Properties["PdfExtractCommand"] = "tools/extract.sh {input} options={options} {output}";
        project.Properties["PdfCacheDirectory"] = "cache";
        return project;
    }
}
