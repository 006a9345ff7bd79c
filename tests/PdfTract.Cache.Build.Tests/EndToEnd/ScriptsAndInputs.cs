namespace PdfTract.Cache.Build.Tests;

/// <summary>What results depend on besides the documents and the program: its content is part of the key (H55).</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
[Category("H55")]
public sealed class ScriptsAndInputs : SandboxTests
{
    private const string Script = "cat words.txt \"$1\" > \"$2\"\n";

    [Test]
    public void H55_a_script_that_the_command_names_and_a_PdfExtractInput_that_change_give_new_results_also_beside_a_stated_version()
    {
        var project = ProjectOf("App", "sh extract.sh {input} {output}");
        project.Properties["PdfExtractVersion"] = "1";
        Builds(project, ExtractionCounts.Cold(1), "words\n");

        Sandbox.Write("App/words.txt", "other words\n");
        Builds(project, ExtractionCounts.Cold(1), "other words\n");
        Sandbox.Write("App/extract.sh", "echo new; " + Script);
        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));

        // Back to what was: the old results, from the cache.
        Sandbox.Write("App/extract.sh", Script);
        Sandbox.Write("App/words.txt", "words\n");
        Builds(project, ExtractionCounts.Warm(1), "words\n");
    }

    [Test]
    public void H55_the_same_content_in_another_clone_is_the_same_key_however_the_script_is_named()
    {
        Builds(ProjectOf("App", "sh extract.sh {input} {output}"), ExtractionCounts.Cold(1), "words\n");

        // A full path, as $(MSBuildThisFileDirectory) gives it.
        var clone = ProjectOf("deeper/in/another clone/App", "sh \"$(MSBuildProjectDirectory)/extract.sh\" {input} {output}");

        Builds(clone, ExtractionCounts.Warm(1), "words\n");
    }

    [Test]
    public void H55_what_is_extracted_while_the_script_changes_is_not_stored()
    {
        var project = ProjectOf("App", "sh extract.sh {input} {output}");
        Sandbox.Write("App/extract.sh", "echo '# changed' >> extract.sh\n" + Script);

        var warning = project.Build().SucceededWithWarning("PDFC2007");

        Assert.That(warning.Message, Does.Contain("extract.sh").And.Contain("changed"));
        Assert.That(Sandbox.Entries, Is.Empty);
    }

    [Test]
    public void H55_a_file_that_a_documents_options_name_is_part_of_its_key()
    {
        var project = ProjectOf("App", "sh extract.sh {input} {output} {options}");
        project.Items = """<PdfDocument Include="docs/a.pdf" ExtractOptions="--config=config.ini" />""";
        Sandbox.Write("App/config.ini", "one");
        project.Build().Succeeded();
        Sandbox.Write("App/config.ini", "two");
        project.RemoveObj();

        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));
    }

    [Test]
    public void H55_an_input_that_does_not_exist_is_an_error()
    {
        var project = ProjectOf("App", "sh extract.sh {input} {output}");
        File.Delete(Path.Combine(project.Folder, "words.txt"));

        var error = project.Build().FailedWithError("PDFC1021");

        Assert.That(error.File, Is.EqualTo(Path.Combine(project.Folder, "words.txt")));
        Assert.That(error.Message, Does.Contain("PdfExtractInput").And.Contain("Correct the item"));
    }

    private TestProject ProjectOf(string folder, string command)
    {
        var project = Sandbox.AddProject("App", folder);
        TestProject.Age(project.AddDocument("a.pdf", "A document"));
        Sandbox.Write(folder + "/extract.sh", Script);
        Sandbox.Write(folder + "/words.txt", "words\n");
        project.Items += """<PdfExtractInput Include="words.txt" />""";
        project.Properties["PdfExtractCommand"] = command;
        return project;
    }

    private static void Builds(TestProject project, ExtractionCounts expected, string words)
    {
        // As another machine does, which has nothing but the cache.
        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(expected));
        Assert.That(File.ReadAllText(project.Output("docs/a.txt")), Does.StartWith(words + "%PDF"));
    }
}
