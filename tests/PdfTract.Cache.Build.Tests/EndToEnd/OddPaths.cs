namespace PdfTract.Cache.Build.Tests;

/// <summary>One project with a document for each odd name: each result is at its place, cold and warm.</summary>
[Platform(Exclude = "Win", Reason = "Windows allows few of these names.")]
[Parallelizable(ParallelScope.Self)]
public sealed class OddPaths
{
    private static readonly string[] Names =
    [
        "with spaces.pdf",
        "semi;colon.pdf",
        "per%20cent.pdf",
        "100%.pdf",
        "hash #1.pdf",
        "o'clock.pdf",
        "at@home.pdf",
        "@(PdfDocument).pdf",
        "%(Filename).pdf",
        "$(x).pdf",
        "(1) [2] {3}.pdf",
        "{input} {output}.pdf",
        "a,b&c=d!e~f^g+h`i.pdf",
        "double\"quote.pdf",
        "-dash.pdf",
        ".hidden.pdf",
        "two.dots.pdf",
        "two.pdf",
        "trailing dot..pdf",
        " space before and after .pdf",
        "ünïcödé 漢字 😀.pdf",
        "caf\u00e9.pdf",
        "cafe\u0301.pdf",
        "deep/er/than that/x.pdf",
        "no ending",
        "two\nlines.pdf",
        new string('l', 200) + ".pdf",
        new string('m', 251) + ".pdf",
    ];

    private Sandbox _sandbox = null!;
    private TestProject _project = null!;
    private BuildResult _cold = null!;

    [OneTimeSetUp]
    public void Build_all_of_them()
    {
        _sandbox = new Sandbox();
        _project = _sandbox.AddProject();
        _project.Items = """<PdfDocument Include="docs/**" />""";
        foreach (var name in Names)
        {
            TestProject.Age(_project.AddDocument(name, "The document " + string.Concat(name.Where(char.IsAsciiLetterOrDigit)), $"{name.Length}"));
        }

        _cold = _project.Build();
    }

    [OneTimeTearDown]
    public void Remove_the_sandbox() => _sandbox.Dispose();

    [Test]
    [Order(1)]
    public void All_are_extracted_and_stored()
    {
        _cold.Succeeded();
        Assert.That(_project.Counts, Is.EqualTo(ExtractionCounts.Cold(Names.Length)));
        Assert.That(_sandbox.Temps, Is.Empty);
    }

    [Test]
    [Order(2)]
    [TestCaseSource(nameof(Names))]
    public void The_result_is_at_its_place(string name)
    {
        var output = _project.Output(Path.Combine("docs", Path.ChangeExtension(name, ".txt")));

        Assert.That(output, Does.Exist);
        Assert.That(File.ReadAllBytes(output), Is.EqualTo(FakeExtractor.ResultOf(Path.Combine(_project.Folder, "docs", name))));
    }

    [Test]
    [Order(3)]
    public void A_second_build_has_nothing_to_do() => Assert.That(_project.Build().Succeeded().OurTasks, Is.Empty);

    [Test]
    [Order(4)]
    public void All_are_restored_to_the_same_places()
    {
        var cold = FolderContents.Of(_project.Outputs);
        _project.RemoveObj();

        _project.Build().Succeeded();

        Assert.That(_project.Counts, Is.EqualTo(ExtractionCounts.Warm(Names.Length)));
        Assert.That(FolderContents.Of(_project.Outputs), Is.EqualTo(cold));
    }

    [Test]
    [Order(5)]
    public void Clean_removes_every_one()
    {
        _project.Run("clean").Succeeded();

        Assert.That(_project.Outputs, Does.Not.Exist);
    }
}
