namespace PdfTract.Cache.Build.Tests;

/// <summary>A secret changes the key and reaches the extractor, and is in nothing that a build prints, logs or leaves.</summary>
[Platform(Exclude = "Win", Reason = ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class Secrets : SandboxTests
{
    private const string Variable = "TEST_PDF_PASSWORD";
    private const string Password = "T7u-wq9zXcR4!nE mB2'kV8\"sHy0pJd6a";

    private TalkingExtractor _extractor = null!;

    [SetUp]
    public void Create_an_extractor() => _extractor = new TalkingExtractor(Sandbox);

    [Test]
    public void A_secret_of_the_environment_reaches_the_extractor_and_nothing_else()
    {
        var project = ProjectWithSecret($"password=env:{Variable}");

        var result = Build(project, Password).Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
        ResultsAreOf(project, Password);
        Assert.That(SecretSearch.Find($"password=env:{Variable}", result, Sandbox.Root), Does.Contain("the console").And.Some.EndsWith(".binlog"), "the search finds");
        Assert.That(SecretSearch.Find(Password, result, Sandbox.Root), Is.Empty);
        Assert.That(SecretSearch.Find("PDFTRACT_SECRET_PASSWORD=", result, Sandbox.Root), Is.Empty);
    }

    [Test]
    public void What_the_cache_gives_back_has_no_secret_either()
    {
        var project = ProjectWithSecret($"password=env:{Variable}");
        Build(project, Password).Succeeded();
        project.RemoveObj();

        var result = Build(project, Password).Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        ResultsAreOf(project, Password);
        Assert.That(SecretSearch.Find(Password, result, Sandbox.Root), Is.Empty);
    }

    [Test]
    public void An_extractor_that_fails_and_says_its_secret_is_quoted_without_it()
    {
        var project = ProjectWithSecret($"password=env:{Variable}");
        _extractor.Fails();

        var result = Build(project, Password);

        var errors = result.FailedWith("PDFC1009", "PDFC1009");
        Assert.That(errors[0].Message, Does.Contain("talk.sh {secret:password} ").And.Contain("***"));
        Assert.That(
            result.Process.Output,
            Does.Contain("Wrong password: ***").And.Contain("My environment has ***").And.Contain("In pieces it is ***").And.Contain("On two lines it is ***"));
        Assert.That(SecretSearch.Find(Password, result, Sandbox.Root), Is.Empty);
        Assert.That(SecretSearch.Find(Password[..12], result, Sandbox.Root), Is.Empty);
        Assert.That(SecretSearch.Find(Password[12..], result, Sandbox.Root), Is.Empty);
    }

    [Test]
    public void A_secret_of_a_file_reaches_the_extractor_and_nothing_else()
    {
        var project = ProjectWithSecret("password=file:../keys/pdf.key");
        var key = Sandbox.Write("keys/pdf.key", Password + "\n");

        var result = Build(project, null).Succeeded();

        ResultsAreOf(project, Password);
        Assert.That(SecretSearch.Find(Password, result, Sandbox.Root), Is.EqualTo(new[] { key }));
    }

    [Test]
    public void Another_value_is_another_key_once_there_is_something_to_do()
    {
        var project = ProjectWithSecret($"password=env:{Variable}");
        Build(project, Password).Succeeded();

        Assert.That(Build(project, "another").Succeeded().OurTasks, Is.Empty, "a value alone makes nothing out of date");
        project.RemoveObj();
        Build(project, "another").Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
        ResultsAreOf(project, "another");

        project.RemoveObj();
        Build(project, Password).Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        ResultsAreOf(project, Password);
    }

    [Test]
    public void Another_place_of_the_value_is_something_to_do()
    {
        var project = ProjectWithSecret($"password=env:{Variable}");
        Build(project, Password).Succeeded();
        project.Properties["PdfExtractSecrets"] = "password=file:../keys/pdf.key";
        Sandbox.Write("keys/pdf.key", Password);

        Build(project, null).Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)), "the value is the same, wherever it comes from");
    }

    [Test]
    public void A_secret_that_changes_while_a_document_is_extracted_is_not_stored_under_the_old_key()
    {
        var project = ProjectWithSecret("password=file:../keys/pdf.key");
        _extractor.Rotates(Sandbox.Write("keys/pdf.key", Password));

        var warning = Build(project, null).SucceededWithWarning("PDFC2007");

        Assert.That(warning.Message, Does.Contain("A secret of '").And.Not.Contain(Password));
        Assert.That(Sandbox.Entries, Is.Empty);
    }

    [Test]
    public void A_variable_that_is_not_set_is_an_error_that_names_it()
    {
        var project = ProjectWithSecret($"password=env:{Variable}");

        var error = Build(project, null).FailedWithError("PDFC1031");

        Assert.That(error.Message, Does.Contain("'password'").And.Contain($"environment variable '{Variable}', which is not set").And.Contain("PdfExtractSecrets"));
        Assert.That(Sandbox.Cache, Does.Not.Exist);
        Assert.That(project.Outputs, Does.Not.Exist);
    }

    [Test]
    public void With_the_cache_off_it_is_the_same_error()
    {
        var project = ProjectWithSecret($"password=env:{Variable}");
        project.Properties["PdfCacheEnabled"] = "false";

        Build(project, null).FailedWithError("PDFC1031");
    }

    [Test]
    public void A_document_without_the_secret_that_the_command_asks_for_is_an_error()
    {
        var project = ProjectWithSecret("");
        project.Items = $"""
            <PdfDocument Include="docs/a.pdf" />
            <PdfDocument Include="docs/b.pdf" ExtractSecrets="password=env:{Variable}" />
            """;

        var error = Build(project, Password).FailedWithError("PDFC1032");

        Assert.That(error.File, Does.EndWith("a.pdf"));
        Assert.That(error.Message, Does.Contain("'password'").And.Contain("password=env:PDF_PASSWORD"));
        Assert.That(File.ReadAllText(project.Output("docs/b.txt")), Is.EqualTo(TalkingExtractor.ResultOf(Password)));
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void PdfPig_opens_an_encrypted_document_with_the_password_and_the_cache_gives_it_back()
    {
        var project = PdfPigProject();

        var cold = Build(project, DrawnPdf.LongPassword).Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));
        Assert.That(File.ReadAllText(project.Output("docs/sealed.txt")), Is.EqualTo("Under seal\n\f"));
        Assert.That(SecretSearch.Find(DrawnPdf.LongPassword, cold, Sandbox.Root), Is.Empty);

        project.RemoveObj();
        Build(project, DrawnPdf.LongPassword).Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(1)));
    }

    [Test]
    public void Whoever_has_no_right_password_gets_nothing_from_the_cache_and_an_error_without_the_value()
    {
        var project = PdfPigProject();
        Build(project, DrawnPdf.LongPassword).Succeeded();
        project.RemoveObj();

        var result = Build(project, Password);

        var error = result.FailedWithError("PDFC1013");
        Assert.That(error.Message, Does.Contain("'password' does not open it"));
        Assert.That(project.Output("docs/sealed.txt"), Does.Not.Exist);
        Assert.That(SecretSearch.Find(Password, result, Sandbox.Root), Is.Empty);
    }

    private TestProject ProjectWithSecret(string secrets)
    {
        var project = ProjectWith(documents: 2);
        project.Properties["PdfExtractCommand"] = _extractor.Command;
        project.Properties["PdfExtractSecrets"] = secrets;
        return project;
    }

    private TestProject PdfPigProject()
    {
        PackedPackages.Pack(PackedPackages.PdfPig);
        var project = Sandbox.AddProject();
        project.Packages = [PackedPackages.PdfPig, PackedPackages.Tasks];
        project.Properties.Remove("PdfExtractCommand");
        project.Items = $"""<PdfDocument Include="docs/**/*.pdf" ExtractSecrets="password=env:{Variable}" />""";
        File.WriteAllBytes(Path.Combine(project.Folder, "docs", "sealed.pdf"), DrawnPdf.WithLongPassword);
        return project;
    }

    /// <summary>As loud as MSBuild can be.</summary>
    private static BuildResult Build(TestProject project, string? password) =>
        project.Build(new Dictionary<string, string?> { [Variable] = password }, "-v:diag");

    private static void ResultsAreOf(TestProject project, string password)
    {
        foreach (var name in new[] { "a", "b" })
        {
            Assert.That(File.ReadAllText(project.Output($"docs/{name}.txt")), Is.EqualTo(TalkingExtractor.ResultOf(password)));
        }
    }
}
