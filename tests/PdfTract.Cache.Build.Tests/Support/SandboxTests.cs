namespace PdfTract.Cache.Build.Tests;

/// <summary>A sandbox for each test.</summary>
public abstract class SandboxTests
{
    internal const string ShellScript = "The extractor of these tests is a shell script.";

    private protected Sandbox Sandbox { get; private set; } = null!;

    [SetUp]
    public void CreateSandbox() => Sandbox = new Sandbox();

    [TearDown]
    public void RemoveSandbox() => Sandbox.Dispose();

    /// <summary>A project with this many documents.</summary>
    private protected TestProject ProjectWith(int documents, string name = "App")
    {
        var project = Sandbox.AddProject(name);
        project.AddDocuments(documents);
        return project;
    }

    /// <summary>What the fake extractor makes of every document below `docs`, at its place.</summary>
    private protected static void OutputsAreRight(TestProject project, string options = "")
    {
        var docs = Path.Combine(project.Folder, "docs");
        var documents = Directory.GetFiles(docs, "*.pdf", SearchOption.AllDirectories);
        Assert.Multiple(() =>
        {
            foreach (var document in documents)
            {
                var output = project.Output(Path.Combine("docs", Path.ChangeExtension(Path.GetRelativePath(docs, document), ".txt")));
                Assert.That(output, Does.Exist);
                Assert.That(File.ReadAllBytes(output), Is.EqualTo(FakeExtractor.ResultOf(document, options)), output);
            }

            Assert.That(FolderContents.Of(project.Outputs), Has.Count.EqualTo(documents.Length));
        });
    }
}
