namespace PdfTract.Cache.Build.Tests;

/// <summary>Where a result goes when the document is not simply below the project.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class Places : SandboxTests
{
    [Test]
    public void Documents_from_outside_go_by_their_link_their_link_base_or_their_bare_name()
    {
        var project = Sandbox.AddProject();
        var linked = Outside("linked/original.pdf");
        var first = Outside("shared/first.pdf");
        var deeper = Outside("shared/below/deeper.pdf");
        var bare = Outside("elsewhere/bare.pdf");
        project.Items = """
            <PdfDocument Include="../linked/original.pdf" Link="manual/renamed.pdf" />
            <PdfDocument Include="../shared/**/*.pdf" LinkBase="handbook" />
            <PdfDocument Include="../elsewhere/bare.pdf" />
            """;

        project.Build().Succeeded();

        Assert.That(FolderContents.Of(project.Outputs).Keys, Is.EquivalentTo(
            ["bare.txt", "handbook/below/deeper.txt", "handbook/first.txt", "manual/renamed.txt"]));
        Assert.Multiple(() =>
        {
            Holds("manual/renamed.txt", linked);
            Holds("handbook/first.txt", first);
            Holds("handbook/below/deeper.txt", deeper);
            Holds("bare.txt", bare);
        });

        void Holds(string output, string document) => ResultIs(project.Output(output), document);
    }

    [Test]
    public void A_document_that_is_a_link_is_what_the_link_leads_to()
    {
        var project = Sandbox.AddProject();
        var target = Outside("store/3f2a");
        var link = Path.Combine(project.Folder, "docs", "linked.pdf");
        File.CreateSymbolicLink(link, target);
        project.Build().Succeeded();
        ResultIs(project.Output("docs/linked.txt"), target);

        var other = Outside("store/77b1");
        File.Delete(link);
        File.CreateSymbolicLink(link, other);
        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));
        ResultIs(project.Output("docs/linked.txt"), other);
    }

    [Test]
    public void A_document_below_a_folder_that_is_a_link_is_found()
    {
        var project = Sandbox.AddProject();
        var document = Outside("store/below.pdf");
        Directory.CreateSymbolicLink(Path.Combine(project.Folder, "docs", "linked"), Path.GetDirectoryName(document)!);
        project.Items = """<PdfDocument Include="docs/linked/below.pdf" />""";

        project.Build().Succeeded();

        ResultIs(project.Output("docs/linked/below.txt"), document);
    }

    [Test]
    [Category("H23")]
    public void An_output_that_is_a_link_is_replaced_and_never_written_through_H23()
    {
        var project = ProjectWith(documents: 1);
        var victim = Sandbox.Write("victim.txt", "somebody's");
        var output = project.Output("docs/a.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        File.CreateSymbolicLink(output, victim);
        project.Build().Succeeded();
        Untouched();

        File.Delete(output);
        File.CreateSymbolicLink(output, victim);
        File.Delete(project.Record);
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(1)));
        Untouched();

        void Untouched()
        {
            Assert.That(File.ReadAllText(victim), Is.EqualTo("somebody's"));
            Assert.That(new FileInfo(output).LinkTarget, Is.Null);
            OutputsAreRight(project);
        }
    }

    [TestCase("results")]
    [TestCase("results/")]
    [TestCase("../results of App")]
    public void An_output_directory_may_be_given_on_the_command_line(string directory)
    {
        var project = ProjectWith(documents: 1);

        project.Build($"-p:PdfExtractOutputDirectory={directory}").Succeeded();

        ResultIs(Path.Combine(project.Folder, directory, "docs", "a.txt"), Path.Combine(project.Folder, "docs", "a.pdf"));
        Assert.That(Directory.GetFiles(Sandbox.Root, "a.txt", SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_project_in_a_folder_with_an_odd_name_is_like_any_other()
    {
        var project = Sandbox.AddProject("App", "odd #1 @home 'x' (y) [z] & ü 漢, a+b=c");
        project.AddDocuments(2);
        project.Build().Succeeded();
        OutputsAreRight(project);
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);

        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        OutputsAreRight(project);
    }

    [TestCase("odd #1 @home 'x' (y) [z] & ü 漢, a+b=c", TestName = "A_cache_in_a_folder_with_an_odd_name_is_like_any_other")]
    [TestCase("this; and %41 and @(x) and $(y)", TestName = "A_cache_folder_with_characters_that_mean_something_to_MSBuild_is_like_any_other")]
    public void A_cache_in_a_folder_with_an_odd_name(string name)
    {
        Sandbox.Cache = Path.Combine(Sandbox.Root, name);
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(2));

        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
    }

    private string Outside(string path) => TestPdfs.Write(Path.Combine(Sandbox.Root, path), "This is " + path);

    private static void ResultIs(string output, string document)
    {
        Assert.That(output, Does.Exist);
        Assert.That(File.ReadAllBytes(output), Is.EqualTo(FakeExtractor.ResultOf(document)), output);
    }
}
