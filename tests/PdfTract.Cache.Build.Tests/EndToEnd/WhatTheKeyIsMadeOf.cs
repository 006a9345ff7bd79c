namespace PdfTract.Cache.Build.Tests;

/// <summary>Whatever decides on a result is part of its key: a change extracts anew, and changing back finds the old result.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class WhatTheKeyIsMadeOf
{
    private Sandbox _sandbox = null!;
    private TestProject _project = null!;

    [OneTimeSetUp]
    public void Build_once()
    {
        _sandbox = new Sandbox();
        _project = _sandbox.AddProject();
        _project.AddDocuments(1);
        _project.Build().Succeeded();
    }

    [OneTimeTearDown]
    public void Remove_the_sandbox() => _sandbox.Dispose();

    [Test]
    public void Another_argument_in_the_command_is_another_key() =>
        IsAnotherKey("PdfExtractCommand", _sandbox.Extractor.Command.Replace("options=", "options=-layout", StringComparison.Ordinal), "-layout");

    [Test]
    public void Another_version_is_another_key() => IsAnotherKey("PdfExtractVersion", "2.0");

    [Test]
    public void What_the_version_command_prints_is_part_of_the_key() => IsAnotherKey("PdfExtractVersionCommand", "echo version 3");

    [Test]
    public void Other_options_are_another_key() => IsAnotherKey("PdfExtractOptions", "-raw", "-raw");

    [Test]
    public void Another_program_of_the_same_name_is_another_key()
    {
        var other = Path.Combine(_sandbox.Root, "other", "extract.sh");
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        File.Copy(_sandbox.Extractor.Program, other);
        File.AppendAllText(other, "# version 2\n");
        IsAnotherKey("PdfExtractCommand", _sandbox.Extractor.Command.Replace(_sandbox.Extractor.Program, other, StringComparison.Ordinal));
    }

    [Test]
    public void Other_options_of_one_document_are_another_key()
    {
        var items = _project.Items;
        _project.Items = """<PdfDocument Include="docs/**/*.pdf" ExtractOptions="-first 1" />""";
        try
        {
            ExtractsAnew("-first 1");
        }
        finally
        {
            _project.Items = items;
        }

        FindsTheOldResult();
    }

    [Test]
    public void The_same_command_with_other_spaces_is_the_same_key()
    {
        var command = _project.Properties["PdfExtractCommand"];
        _project.Properties["PdfExtractCommand"] = command.Replace(" ", "   ", StringComparison.Ordinal);
        try
        {
            FindsTheOldResult();
        }
        finally
        {
            _project.Properties["PdfExtractCommand"] = command;
        }
    }

    private void IsAnotherKey(string property, string value, string options = "")
    {
        var before = _project.Properties.GetValueOrDefault(property);
        _project.Properties[property] = value;
        try
        {
            ExtractsAnew(options);
        }
        finally
        {
            _project.Properties.Remove(property);
            if (before is not null)
            {
                _project.Properties[property] = before;
            }
        }

        FindsTheOldResult();
    }

    private void ExtractsAnew(string options)
    {
        _project.Build().Succeeded();
        Assert.That(_project.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));
        ResultIs(options);
    }

    private void FindsTheOldResult()
    {
        _project.Build().Succeeded();
        Assert.That(_project.Counts, Is.EqualTo(ExtractionCounts.Warm(1)));
        ResultIs("");
    }

    private void ResultIs(string options) =>
        Assert.That(
            File.ReadAllBytes(_project.Output("docs/a.txt")),
            Is.EqualTo(FakeExtractor.ResultOf(Path.Combine(_project.Folder, "docs", "a.pdf"), options)));
}
