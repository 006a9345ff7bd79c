namespace PdfTract.Cache.Build.Tests;

/// <summary>An extraction that fails is an error that says which and how. It is not stored, and what the others gave is (H12).</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class FailingExtractors : SandboxTests
{
    [Test]
    [Category("H12")]
    public void A_failure_names_document_command_and_exit_code_and_the_others_are_stored()
    {
        var project = ProjectWith(documents: 3);
        Sandbox.Extractor.FailsOn("b.pdf");

        var error = project.Build().FailedWithError("PDFC1009");

        var document = Path.Combine(project.Folder, "docs", "b.pdf");
        Assert.That(error.File, Is.EqualTo(document));
        Assert.That(error.Message, Does.Contain(document).And.Contain(Sandbox.Extractor.Program).And.Contain("exit code 3").And.Contain("page 7 is upside down"));
        OnlyTheOthersAreStored(project);
    }

    [Test]
    public void Once_it_works_again_only_the_failure_is_left_to_do()
    {
        var project = ProjectWith(documents: 3);
        Sandbox.Extractor.FailsOn("b.pdf");
        project.Build().FailedWithError("PDFC1009");
        Sandbox.Extractor.Recovers();
        Sandbox.Extractor.Forget();

        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(3, 2, 1, 1)));
        Assert.That(Sandbox.Extractor.Calls, Has.Count.EqualTo(1));
        OutputsAreRight(project);
    }

    [Test]
    public void A_failure_fails_every_build_until_it_is_gone()
    {
        var project = ProjectWith(documents: 2);
        Sandbox.Extractor.FailsOn("a.pdf");
        project.Build().FailedWithError("PDFC1009");

        project.Build().FailedWithError("PDFC1009");
    }

    [Test]
    public void A_failure_leaves_the_output_of_the_last_good_extraction_alone()
    {
        var project = ProjectWith(documents: 1);
        project.Build().Succeeded();
        var before = FolderContents.Of(project.Outputs);
        project.AddDocument("a.pdf", "A new version that the extractor cannot read");
        Sandbox.Extractor.FailsOn("a.pdf");

        project.Build().FailedWithError("PDFC1009");

        Assert.That(FolderContents.Of(project.Outputs), Is.EqualTo(before));
    }

    [Test]
    [Category("H12")]
    public void An_output_that_is_left_out_is_an_error_and_nothing_of_that_document_is_kept()
    {
        var project = ProjectWith(documents: 3);
        project.Properties["PdfExtractCommand"] = Sandbox.Extractor.TextAndJsonCommand;
        project.Properties["PdfExtractOutputs"] = "text;json";
        Sandbox.Extractor.LeavesTextOutOf("b.pdf");

        var error = project.Build().FailedWithError("PDFC1010");

        var document = Path.Combine(project.Folder, "docs", "b.pdf");
        Assert.That(error.File, Is.EqualTo(document));
        Assert.That(error.Message, Does.Contain(document).And.Contain("'text'").And.Contain(Sandbox.Extractor.Program).And.Contain("exit code 0"));
        Assert.That(project.Output("docs/b.json"), Does.Not.Exist);
        OnlyTheOthersAreStored(project);
    }

    [TestCase("", TestName = "An_extractor_that_is_not_installed_is_an_error")]
    [TestCase("1.0", TestName = "An_extractor_of_a_stated_version_that_is_not_installed_is_an_error_too")]
    public void An_extractor_that_is_not_there_is_an_error(string version)
    {
        var project = ProjectWith(documents: 2);
        project.Properties["PdfExtractCommand"] = "no-such-extractor {input} {output}";
        project.Properties["PdfExtractVersion"] = version;

        var error = project.Build().FailedWithError("PDFC1008");

        Assert.That(error.Message, Does.Contain("'no-such-extractor'").And.Contain("PdfExtractCommand").And.Contain("Install it"));
        Assert.That(Sandbox.Entries, Is.Empty);
    }

    [Test]
    public void A_hit_of_a_stated_version_needs_no_extractor()
    {
        var project = ProjectWith(documents: 2);
        project.Properties["PdfExtractVersion"] = "1.0";
        project.Build().Succeeded();
        project.RemoveObj();
        File.Delete(Sandbox.Extractor.Program);

        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        OutputsAreRight(project);
    }

    [Test]
    public void A_file_that_cannot_be_executed_is_an_error()
    {
        var project = ProjectWith(documents: 1);
        var file = Sandbox.Write("no-program", "text");
        project.Properties["PdfExtractCommand"] = $"\"{file}\" {{input}} {{output}}";

        var error = project.Build().FailedWithError("PDFC1008");

        Assert.That(error.Message, Does.Contain(file).And.Contain("PdfExtractCommand"));
        Assert.That(Sandbox.Entries, Is.Empty);
        Assert.That(Sandbox.Temps, Is.Empty);
    }

    [Test]
    public void A_version_command_that_prints_nothing_is_an_error()
    {
        var project = ProjectWith(documents: 1);
        project.Properties["PdfExtractVersionCommand"] = "true";

        var error = project.Build().FailedWithError("PDFC1008");

        Assert.That(error.Message, Does.Contain("PdfExtractVersionCommand").And.Contain("'true'").And.Contain("Set PdfExtractVersion"));
    }

    private void OnlyTheOthersAreStored(TestProject project)
    {
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(2));
        Assert.That(project.Output("docs/b.txt"), Does.Not.Exist);
        Assert.That(Sandbox.Temps, Is.Empty);
        foreach (var name in new[] { "a", "c" })
        {
            Assert.That(
                File.ReadAllBytes(project.Output($"docs/{name}.txt")),
                Is.EqualTo(FakeExtractor.ResultOf(Path.Combine(project.Folder, "docs", name + ".pdf"))));
        }
    }
}
