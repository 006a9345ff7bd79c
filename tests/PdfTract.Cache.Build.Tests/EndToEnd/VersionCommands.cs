namespace PdfTract.Cache.Build.Tests;

/// <summary>What a version command prints is a version only if it ends well (H56).</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
[Category("H56")]
public sealed class VersionCommands : SandboxTests
{
    private TaskRun _run = null!;

    [SetUp]
    public void Begin() => _run = new TaskRun();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void H56_a_version_command_that_fails_is_an_error_and_its_message_is_no_version()
    {
        var project = ProjectWith(documents: 1);
        Sandbox.Write("App/version.sh", "echo 'version.sh: not found' >&2; exit 127\n");
        project.Properties["PdfExtractVersionCommand"] = "sh version.sh";

        var error = project.Build().FailedWithError("PDFC1008");

        Assert.That(error.Message, Does.Contain("'sh version.sh'").And.Contain("exit code 127").And.Contain("not found").And.Contain("Set PdfExtractVersion"));
        Assert.That(Sandbox.Cache, Does.Not.Exist);
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
    }

    [TestCase("cat nowhere.txt", "exit code 1")]
    [TestCase("sh -c \"echo 4.2; exit 99\"", "exit code 99")]
    [TestCase("sh -c \"echo 4.2; kill -9 $$\"", "exit code 137")]
    [TestCase("sh -c \"echo 4.2; sleep 600\"", "had not ended after 2 seconds")]
    [TestCase("sh -c \"seq 1 100000\"", "more than a version has")]
    [TestCase("true", "printed nothing")]
    [TestCase("no-such-program --version", "was not found")]
    [TestCase("sh -c \"echo 4.2", "double quote")]
    [TestCase("cat version.txt | head -1", "only a shell")]
    [TestCase("cat {input}", "{input}, and nothing is replaced")]
    public void H56_whatever_else_goes_wrong_is_an_error(string command, string problem)
    {
        var identity = _run.Identity("sh {input} {output}");
        identity.DeclaredVersion = "";
        identity.VersionCommand = command;
        identity.SearchPath = "/usr/bin:/bin";
        identity.Timeout = "2s";

        Assert.That(identity.Execute(), Is.False);

        Assert.That(_run.Engine.ErrorCodes, Is.EqualTo(["PDFC1008"]));
        Assert.That(_run.Engine.Errors[0].Message, Does.Contain("PdfExtractVersionCommand").And.Contain(problem).And.Contain("Set PdfExtractVersion"));
        Assert.That(identity.ExtractorVersion, Is.Empty);
    }

    [Test]
    public void H56_what_it_prints_on_either_stream_is_the_version()
    {
        var identity = _run.Identity("sh {input} {output}");
        identity.DeclaredVersion = "";
        identity.VersionCommand = "sh -c \"echo copyright >&2; echo 4.2\"";
        identity.SearchPath = "/usr/bin:/bin";

        Assert.That(identity.Execute(), Is.True);
        Assert.That(identity.ExtractorVersion, Is.EqualTo("4.2\ncopyright"));
    }
}
