namespace PdfTract.Cache.Build.Tests;

/// <summary>What goes wrong with single documents costs one warning, and their results are right.</summary>
[Platform("Linux,MacOsX", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class TroubleWithADocument : SandboxTests
{
    [Test]
    [Category("H19")]
    public void Entries_that_cannot_be_read_now_are_one_warning_and_the_documents_are_extracted_H19()
    {
        var project = ProjectWith(documents: 3);
        project.Build().Succeeded();
        project.RemoveObj();

        Diagnostic warning;
        using (Hold(Sandbox.Entries[0]))
        using (Hold(Sandbox.Entries[1]))
        {
            warning = project.Build().SucceededWithWarning("PDFC2004");
        }

        Assert.That(warning.Message, Does.Contain("could not be restored").And.Contain("extracted instead"));
        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(3, 1, 2, 2)));
        OutputsAreRight(project);
        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(3)));
    }

    [Test]
    [Category("H11")]
    public void A_document_that_changes_while_it_is_extracted_is_not_stored_and_extracted_again_H11()
    {
        var project = ProjectWith(documents: 2);
        var before = FakeExtractor.ResultOf(Path.Combine(project.Folder, "docs", "a.pdf"));
        Sandbox.Extractor.Edits("a.pdf");

        var warning = project.Build().SucceededWithWarning("PDFC2007");

        Assert.That(warning.Message, Does.Contain("One result was not stored").And.Contain("a.pdf").And.Contain("Build again"));
        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(2, 0, 2, 1)));
        Sandbox.Extractor.Recovers();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(2, 1, 1, 1)));
        Assert.That(File.ReadAllBytes(project.Output("docs/a.txt")), Is.Not.EqualTo(before));
        OutputsAreRight(project);
    }

    [Test]
    public void A_document_that_is_a_pipe_is_an_error_and_the_build_does_not_wait()
    {
        var project = ProjectWith(documents: 1);
        var pipe = Path.Combine(project.Folder, "docs", "pipe.pdf");
        DotNet.RunProgram("mkfifo", pipe).Succeeded();

        var error = project.Build().FailedWithError("PDFC1001");

        Assert.That(error.File, Is.EqualTo(pipe));
        Assert.That(error.Message, Does.Contain("no regular file"));
    }

    /// <summary>As a scanner does: whoever opens it meanwhile meets a sharing violation.</summary>
    private static FileStream Hold(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.None);
}
