namespace PdfTract.Cache.Build.Tests;

/// <summary>One build's warning, and what MSBuild's own switches make of it.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class DiagnosticsAsTheUserWantsThem : SandboxTests
{
    [Test]
    public void Warnaserror_with_the_code_makes_an_error_of_it() => Build("-warnaserror:PDFC2005").FailedWith("PDFC2005");

    [Test]
    public void Warnaserror_with_another_code_does_not() => Build("-warnaserror:PDFC2006").SucceededWithWarning("PDFC2005");

    [Test]
    public void NoWarn_with_the_code_hides_it() => Build("-p:NoWarn=PDFC2005").Succeeded();

    [Test]
    public void MSBuildWarningsAsMessages_with_the_code_makes_a_message_of_it()
    {
        var result = Build("-p:MSBuildWarningsAsMessages=PDFC2005").Succeeded();

        Assert.That(result.Messages, Has.Some.Contains("were not stored"));
    }

    [Test]
    public void A_good_build_says_one_line_about_the_documents_and_can_be_told_not_to()
    {
        var project = ProjectWith(documents: 2);

        var loud = project.Build("-v:m", "-tl:off").Succeeded();
        project.RemoveObj();
        var quiet = project.Build("-v:m", "-tl:off", "-p:PdfCacheSummaryImportance=low").Succeeded();

        Assert.That(Lines(loud), Is.EqualTo(["App: 2 documents: 0 from the cache, 2 extracted"]));
        Assert.That(Lines(quiet), Is.Empty);

        static IEnumerable<string> Lines(BuildResult result) => result.Process.Output
            .Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Contains("pdf", StringComparison.OrdinalIgnoreCase) || line.Contains("documents", StringComparison.Ordinal))
            .Where(line => !line.Contains("BinaryLogger", StringComparison.Ordinal) && !line.Contains("Restored", StringComparison.Ordinal));
    }

    private BuildResult Build(params string[] arguments)
    {
        Sandbox.Write("cache/thesis.doc", "somebody's");
        return ProjectWith(documents: 2).Build(arguments);
    }
}
