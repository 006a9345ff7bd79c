using System.Text.RegularExpressions;

namespace PdfTract.Cache.Build.Tests;

/// <summary>An extractor that is a target of the project's own: what it does not deliver is an error (H64).</summary>
[Parallelizable(ParallelScope.Self)]
[Category("H64")]
public sealed class OwnTargets : SandboxTests
{
    private const string Delivers = """<ItemGroup><PdfExtracted Include="@(PdfExtractMiss)" /></ItemGroup>""";

    [Test]
    public void H64_the_example_of_the_docs_works_as_written()
    {
        var blocks = Regex.Matches(Repository.Read("docs", "custom-extractor.md"), "```xml\n(?<xml>.*?)```", RegexOptions.Singleline).Select(match => match.Groups["xml"].Value);
        var project = ProjectWith(documents: 2);
        project.Properties.Remove("PdfExtractCommand");
        project.Targets = string.Concat(blocks);

        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
        var outputs = FolderContents.Of(project.Outputs);
        Assert.That(outputs.Keys, Is.EqualTo(["docs/a.txt", "docs/b.txt"]));

        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        Assert.That(FolderContents.Of(project.Outputs), Is.EqualTo(outputs));
    }

    [Test]
    public void H64_a_target_that_delivers_nothing_is_an_error_for_each_document_and_in_every_build()
    {
        var project = ProjectOf("");

        var errors = project.Build().FailedWith("PDFC1010", "PDFC1010");

        Assert.That(errors.Select(error => Path.GetFileName(error.File)), Is.EqualTo(["a.pdf", "b.pdf"]));
        Assert.That(errors[0].Message, Does.Contain("'Own'").And.Contain(project.Output("docs/a.txt")).And.Contain("@(PdfExtracted)"));
        Assert.That(Sandbox.Entries, Is.Empty);
        project.Build().FailedWith("PDFC1010", "PDFC1010");
    }

    [Test]
    public void H64_a_target_that_lists_what_it_has_not_written_is_an_error()
    {
        var project = ProjectOf(Delivers);

        var errors = project.Build().FailedWith("PDFC1010", "PDFC1010");

        Assert.That(errors[0].Message, Does.Contain("there is no such file").And.Contain(project.Output("docs/a.txt")));
        Assert.That(Sandbox.Entries, Is.Empty);
    }

    [TestCase("true", TestName = "H64_what_a_target_delivers_is_stored_and_what_it_leaves_out_is_an_error")]
    [TestCase("false", TestName = "H64_what_a_target_leaves_out_is_an_error_without_a_cache_too")]
    public void H64_half_of_it(string cacheEnabled)
    {
        // a: whole. b: its JSON is written and not listed.
        var project = ProjectOf(
            """
            <Copy SourceFiles="@(PdfExtractMiss->'%(Document)')" DestinationFiles="@(PdfExtractMiss)" />
            <ItemGroup><PdfExtracted Include="@(PdfExtractMiss)" Condition="'%(Filename)' != 'b' or '%(Kind)' != 'json'" /></ItemGroup>
            """);
        project.Properties["PdfExtractOutputs"] = "text;json";

        var error = project.Build($"-p:PdfCacheEnabled={cacheEnabled}").FailedWithError("PDFC1010");

        Assert.That(error.File, Does.EndWith("b.pdf"));
        Assert.That(error.Message, Does.Contain("'json' is not in @(PdfExtracted)"));
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(cacheEnabled == "true" ? 1 : 0));
    }

    [TestCase("PdfExtractor")]
    [TestCase("PdfExtractorVersion")]
    public void H64_a_target_without_a_name_or_a_version_is_an_error(string property)
    {
        var project = ProjectOf(Delivers);
        project.Properties.Remove(property);

        var error = project.Build().FailedWithError("PDFC1020");

        Assert.That(error.Message, Does.Contain("'Own'").And.Contain(property + " is not set"));
        Assert.That(Sandbox.Cache, Does.Not.Exist);
    }

    [Test]
    public void H64_beside_PdfPig_a_target_without_a_name_does_not_go_by_the_name_of_PdfPig()
    {
        PackedPackages.Pack(PackedPackages.PdfPig);
        var project = ProjectOf(Delivers);
        project.Packages = [PackedPackages.Tasks, PackedPackages.PdfPig];
        project.Properties.Remove("PdfExtractor");
        project.Properties.Remove("PdfExtractorVersion");

        project.Build().FailedWith("PDFC1020", "PDFC1020");
    }

    /// <summary>What a target has listed before it failed may be half written.</summary>
    [Test]
    [Category("H12")]
    public void H12_when_a_target_fails_its_session_ends_and_nothing_of_it_is_stored_but_what_our_task_has_finished()
    {
        var project = ProjectOf(
            """
            <ItemGroup><Half Include="@(PdfExtractMiss)" Condition="'%(Filename)' == 'a'" /></ItemGroup>
            <PdfExtract Extractions="@(Half)" Session="$(PdfExtractSession)" Command="cp {input} {output}" ProjectDirectory="$(MSBuildProjectDirectory)" SearchPath="$(PATH)" />
            <WriteLinesToFile File="@(PdfExtractMiss)" Lines="half of it" Condition="'%(Filename)' == 'b'" />
            <ItemGroup><PdfExtracted Include="@(PdfExtractMiss)" /></ItemGroup>
            <Error Code="OWN1" Text="The extractor failed." />
            """);

        var result = project.Build();

        result.FailedWith("OWN1");
        Assert.That(result.OurTasks.Where(task => task == nameof(PdfCacheStore)), Has.Exactly(1).Items);
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(1), "a.pdf alone");
        Assert.That(Sandbox.Claims, Is.Empty);
    }

    private TestProject ProjectOf(string content)
    {
        var project = ProjectWith(documents: 2);
        project.Properties.Remove("PdfExtractCommand");
        project.Properties["PdfExtractTarget"] = "Own";
        project.Properties["PdfExtractor"] = "own";
        project.Properties["PdfExtractorVersion"] = "1";
        project.Targets = $"""
            <Target Name="Own" Condition="'@(PdfExtractMiss)' != ''">
              {content}
            </Target>
            """;
        return project;
    }
}
