using System.Text.Json;

namespace PdfTract.Cache.Build.Tests;

[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class KindsOfBuilds : SandboxTests
{
    [Test]
    [Category("H24")]
    public void Each_target_framework_has_its_outputs_H24()
    {
        var project = ProjectWith(documents: 3);
        project.Properties.Remove("TargetFramework");
        project.Properties["TargetFrameworks"] = "net10.0;netstandard2.0";
        project.Properties["DisableImplicitFrameworkReferences"] = "true";

        project.Build().Succeeded();

        foreach (var framework in new[] { "net10.0", "netstandard2.0" })
        {
            var counts = ExtractionCounts.Read(Path.Combine(project.ObjOf(framework), "App.pdfextract.json"));
            Assert.That(counts.FromCache + counts.Extracted, Is.EqualTo(3));
            Assert.That(FolderContents.Of(Path.Combine(project.ObjOf(framework), "pdf")), Is.EqualTo(FolderContents.Of(project.Outputs)));
        }

        OutputsAreRight(project);
        Assert.That(project.Build().Succeeded().OurTasks, Is.Empty);
    }

    [Test]
    [Category("H24")]
    public void Two_frameworks_that_restore_to_one_folder_at_once_leave_whole_outputs_H24()
    {
        var project = ProjectWith(documents: 6);
        project.Properties.Remove("TargetFramework");
        project.Properties["TargetFrameworks"] = "net10.0;netstandard2.0";
        project.Properties["DisableImplicitFrameworkReferences"] = "true";
        project.Properties["PdfExtractOutputDirectory"] = "$(MSBuildProjectDirectory)/obj/shared";
        project.Build().Succeeded();
        var cold = FolderContents.Of(Path.Combine(project.Folder, "obj", "shared"));
        Assert.That(cold, Has.Count.EqualTo(6));
        project.RemoveObj();

        project.Build().Succeeded();

        Assert.That(FolderContents.Of(Path.Combine(project.Folder, "obj", "shared")), Is.EqualTo(cold));
        Assert.That(Sandbox.Temps, Is.Empty);
    }

    [Test]
    public void A_graph_build_in_isolation_succeeds()
    {
        var library = ProjectWith(documents: 2, "Library");
        var project = ProjectWith(documents: 3);
        project.Items += """<ProjectReference Include="../Library/Library.csproj" />""";
        library.Save();
        project.Run("restore").Succeeded();

        project.Build("-graph", "-isolate").Succeeded();

        OutputsAreRight(library);
        OutputsAreRight(project);
    }

    [Test]
    public void BuildCheck_finds_nothing_in_our_targets()
    {
        var result = ProjectWith(documents: 2).Build("-check").Succeeded();

        var findings = result.Warnings.Concat(result.Errors).Where(finding => finding.Code.StartsWith("BC", StringComparison.Ordinal));
        Assert.That(findings.Where(finding => (finding.File + finding.Message).Contains("Pdf", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_design_time_build_runs_nothing_of_ours()
    {
        var project = ProjectWith(documents: 2);

        var result = project.Build("-t:Compile;ContentFilesProjectOutputGroup", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true")
            .Succeeded();

        Assert.That(result.OurTasks, Is.Empty);
        Assert.That(project.Outputs, Does.Not.Exist);
        Assert.That(Sandbox.Cache, Does.Not.Exist);
    }

    [Test]
    public void Visual_Studios_up_to_date_check_knows_documents_and_stamp()
    {
        var project = ProjectWith(documents: 2);
        project.Run("restore").Succeeded();

        var answer = project.Run("msbuild", project.File, "-getItem:UpToDateCheckInput,UpToDateCheckOutput").Succeeded();

        using var json = JsonDocument.Parse(answer.Output);
        Assert.That(Of("UpToDateCheckInput"), Is.EquivalentTo(["docs/a.pdf", "docs/b.pdf"]));
        Assert.That(Of("UpToDateCheckOutput").Select(path => Path.Combine(project.Folder, path)), Is.EqualTo([project.Record]));

        string[] Of(string item) =>
        [
            .. json.RootElement.GetProperty("Items").GetProperty(item).EnumerateArray()
                .Where(element => element.GetProperty("Set").GetString() == "PdfExtract")
                .Select(element => element.GetProperty("Identity").GetString()!),
        ];
    }

    [Test]
    public void Publishing_without_a_build_when_nothing_was_built_is_an_error()
    {
        var project = Sandbox.AddCompilingProject();
        project.AddDocuments(1);
        project.Run("restore").Succeeded();

        var result = project.Run("publish", "--no-build");

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("error PDFC1043").And.Contain("Build the project first"));
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
    }

    [TestCase(0, TestName = "Documents_that_a_target_of_the_project_makes_are_extracted")]
    [TestCase(1, TestName = "Documents_that_a_target_of_the_project_makes_are_extracted_beside_others")]
    public void A_target_of_the_project_may_make_documents(int others)
    {
        var project = ProjectWith(others);
        project.Properties["PdfExtractDependsOn"] = "MakeDocuments";
        project.Targets = """
            <Target Name="MakeDocuments">
              <Copy SourceFiles="../made.pdf" DestinationFolder="obj/made" />
              <ItemGroup><PdfDocument Include="obj/made/made.pdf" Link="made.pdf" /></ItemGroup>
            </Target>
            """;
        var document = TestPdfs.Write(Path.Combine(Sandbox.Root, "made.pdf"), "Made by the build");

        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(others + 1)));
        Assert.That(File.ReadAllBytes(project.Output("made.txt")), Is.EqualTo(FakeExtractor.ResultOf(document)));
    }

    [Test]
    public void A_target_before_BeforePdfExtract_runs_before_anything_is_extracted()
    {
        var project = ProjectWith(documents: 1);
        project.Targets = """
            <Target Name="Before" BeforeTargets="BeforePdfExtract">
              <Copy SourceFiles="../later.pdf" DestinationFiles="docs/a.pdf" />
            </Target>
            """;
        var later = TestPdfs.Write(Path.Combine(Sandbox.Root, "later.pdf"), "Written by the build");

        project.Build().Succeeded();

        Assert.That(File.ReadAllBytes(project.Output("docs/a.txt")), Is.EqualTo(FakeExtractor.ResultOf(later)));
    }

    [Test]
    [Platform("Linux", Reason = "XDG_CACHE_HOME keeps the test out of the real one.")]
    public void A_build_with_no_cache_folder_named_uses_the_users_own()
    {
        var project = ProjectWith(documents: 1);
        var home = Path.Combine(Sandbox.Root, "home");
        var environment = new Dictionary<string, string?> { ["PDFTRACT_CACHE_DIR"] = null, ["XDG_CACHE_HOME"] = home };

        project.Build(environment).Succeeded();

        Assert.That(Path.Combine(home, "pdftract", "pdftract-cache.json"), Does.Exist);
        Assert.That(Sandbox.Cache, Does.Not.Exist);
    }
}
