namespace PdfTract.Cache.Build.Tests;

/// <summary>A property that makes no sense is an error that names it, its value and an example. The cache is not touched.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class WrongProperties
{
    private Sandbox _sandbox = null!;
    private TestProject _project = null!;

    [OneTimeSetUp]
    public void Create_a_project()
    {
        _sandbox = new Sandbox();
        _project = _sandbox.AddProject();
        _project.AddDocuments(1);
    }

    [OneTimeTearDown]
    public void Remove_the_sandbox() => _sandbox.Dispose();

    [TestCase("PdfCacheMaxSize", "10 gigs", "5GB")]
    [TestCase("PdfCacheMaxAge", "a month", "30d")]
    [TestCase("PdfCacheReadOnly", "perhaps", "true or false")]
    [TestCase("PdfCacheRefresh", "2", "true or false")]
    [TestCase("PdfCacheFsync", "sometimes", "true or false")]
    [TestCase("PdfCacheWait", "for ever", "10m")]
    public void A_value_that_does_not_parse_is_an_error(string property, string value, string example)
    {
        var error = _project.Build($"-p:{property}={value}").FailedWithError("PDFC1005");

        Assert.That(error.Message, Does.Contain(property).And.Contain($"'{value}'").And.Contain(example));
        NothingWasDone();
    }

    [TestCase("extract {output}", "{input}", TestName = "A_command_without_input_is_an_error")]
    [TestCase("extract {input}", "{output}", TestName = "A_command_without_output_is_an_error")]
    [TestCase("extract \"{input} {output}", "double quote", TestName = "A_command_with_an_open_quote_is_an_error")]
    public void A_command_that_cannot_be_meant_is_an_error(string command, string problem)
    {
        var error = With("PdfExtractCommand", command).FailedWithError("PDFC1007");

        Assert.That(error.Message, Does.Contain("PdfExtractCommand").And.Contain(command).And.Contain(problem).And.Contain("Example: pdftotext"));
        NothingWasDone();
    }

    [Test]
    public void One_output_in_the_command_for_two_kinds_is_an_error()
    {
        var error = With("PdfExtractOutputs", "text;json").FailedWithError("PDFC1007");

        Assert.That(error.Message, Does.Contain("{output:text} and {output:json}"));
        NothingWasDone();
    }

    [Test]
    public void A_kind_that_is_no_name_is_an_error()
    {
        var error = With("PdfExtractOutputs", "../text").FailedWithError("PDFC1015");

        Assert.That(error.Message, Does.Contain("'../text'").And.Contain("PdfExtractOutputs"));
        NothingWasDone();
    }

    [Test]
    public void Documents_and_nothing_to_extract_them_with_is_an_error()
    {
        var error = With("PdfExtractCommand", "").FailedWithError("PDFC1006");

        Assert.That(error.Message, Does.Contain("PdfTract.Cache.Build.PdfPig").And.Contain("PdfExtractCommand").And.Contain("pdftotext {input} {output}"));
        NothingWasDone();
    }

    private BuildResult With(string property, string value)
    {
        var before = _project.Properties.GetValueOrDefault(property);
        _project.Properties[property] = value;
        try
        {
            return _project.Build();
        }
        finally
        {
            _project.Properties.Remove(property);
            if (before is not null)
            {
                _project.Properties[property] = before;
            }
        }
    }

    private void NothingWasDone()
    {
        Assert.That(_sandbox.Cache, Does.Not.Exist);
        Assert.That(_sandbox.Extractor.Calls, Is.Empty);
        Assert.That(_project.Outputs, Does.Not.Exist);
    }
}
