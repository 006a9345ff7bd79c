using System.Text.Json;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Where documents come from: other items, targets, wildcards that find too much or nothing.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class ListsOfDocuments : SandboxTests
{
    [Test]
    [Category("H53")]
    public void A_document_that_is_derived_from_another_item_has_its_own_text_and_its_own_metadata_H53()
    {
        var project = ProjectWith(documents: 1);
        var derived = TestPdfs.Write(Path.Combine(project.Folder, "ocr", "a.pdf"), "Made readable");
        project.Items = """
            <Scan Include="docs/a.pdf" Document="docs/a.pdf" Kind="scan" TargetPath="elsewhere/a.pdf" FromCache="perhaps" Title="A title" />
            <PdfDocument Include="docs/a.pdf" Title="The source" />
            <PdfDocument Include="@(Scan->'ocr/%(Filename).pdf')" />
            """;
        project.Targets = """
            <Target Name="Show" AfterTargets="PdfExtract">
              <ItemGroup><Again Include="@(PdfDocument->'%(Filename)2.pdf')" /></ItemGroup>
              <WriteLinesToFile File="$(IntermediateOutputPath)items.txt" Overwrite="true"
                                Lines="@(PdfExtraction->'%(Identity)|%(Document)|%(Kind)|%(Link)|%(TargetPath)|%(FromCache)|%(Title)')" />
              <WriteLinesToFile File="$(IntermediateOutputPath)again.txt" Overwrite="true" Lines="@(Again->'%(Document)')" />
            </Target>
            """;

        project.Build().Succeeded();

        Assert.That(File.ReadAllLines(Path.Combine(project.Obj, "items.txt")), Is.EqualTo(
        [
            $"obj/Debug/net10.0/pdf/docs/a.txt|{Path.Combine(project.Folder, "docs", "a.pdf")}|text|docs/a.txt||false|The source",
            $"obj/Debug/net10.0/pdf/ocr/a.txt|{derived}|text|ocr/a.txt||false|A title",
        ]));
        Assert.That(File.ReadAllText(Path.Combine(project.Obj, "again.txt")).Trim(), Is.EqualTo("docs/a.pdf"), "the item's own metadata, and nothing of ours");
        Assert.That(File.ReadAllBytes(project.Output("ocr/a.txt")), Is.EqualTo(FakeExtractor.ResultOf(derived)));
    }

    [Test]
    [Category("H54")]
    public void Documents_that_a_target_adds_are_there_whatever_is_built_H54()
    {
        var project = ProjectWith(documents: 1);
        project.Targets = """
            <Target Name="MakeDocuments" BeforeTargets="BeforePdfExtract">
              <Copy SourceFiles="../made.pdf" DestinationFolder="$(IntermediateOutputPath)made" />
              <ItemGroup><PdfDocument Include="$(IntermediateOutputPath)made/made.pdf" Link="made.pdf" /></ItemGroup>
            </Target>
            """;
        var document = TestPdfs.Write(Path.Combine(Sandbox.Root, "made.pdf"), "Made by the build");

        foreach (var arguments in new string[][] { [], ["--no-incremental"], ["-t:Rebuild"], ["-t:Clean;Build"] })
        {
            project.Build(arguments).Succeeded();

            Assert.That(FolderContents.Of(project.Outputs).Keys, Is.EqualTo(["docs/a.txt", "made.txt"]), string.Join(' ', arguments));
            Assert.That(File.ReadAllBytes(project.Output("made.txt")), Is.EqualTo(FakeExtractor.ResultOf(document)));
        }

        Assert.That(Sandbox.Extractor.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_wildcard_from_the_project_takes_no_copies_in_bin_and_obj_and_no_results()
    {
        var project = Sandbox.AddCompilingProject();
        project.AddDocuments(2);
        project.Properties["PdfExtractCommand"] = "/bin/cp {input} {output}";
        project.Properties["PdfExtractOutputs"] = "pdf";
        project.Items = """
            <PdfDocument Include="**/*.pdf" />
            <Content Include="docs/a.pdf" CopyToOutputDirectory="PreserveNewest" />
            """;
        foreach (var folder in new[] { "", "results", "results2" })
        {
            project.Properties["PdfExtractOutputDirectory"] = folder;
            project.Build().Succeeded();
            var second = project.Build().Succeeded();

            Assert.That(second.OurTasks, Is.Empty, folder);
            Assert.That(project.Counts.Documents, Is.EqualTo(2), folder);
        }

        Assert.That(Path.Combine(project.Folder, "bin", "Debug", "net10.0", "docs", "a.pdf"), Does.Exist);
        Assert.That(Path.Combine(project.Folder, "results"), Does.Not.Exist);

        // What is written out, and a wildcard that begins there, mean what they say.
        project.Items = """<PdfDocument Include="bin/Debug/net10.0/docs/a.pdf;obj/Debug/net10.0/**/*.pdf" />""";
        TestPdfs.Write(Path.Combine(project.Obj, "made.pdf"), "Made by another tool");
        project.Build().Succeeded();
        Assert.That(project.Counts.Documents, Is.EqualTo(2));
    }

    [Test]
    public void A_wildcard_that_matches_nothing_an_empty_document_and_a_pointer_of_Git_LFS_each_have_their_own_words()
    {
        var project = ProjectWith(documents: 1);
        project.Items = """
            <PdfDocument Include="none/*.pdf" Condition="'$(Some)' != ''" />
            <PdfDocument Include="doks/**/*.pdf" />
            """;
        var warning = project.Build().SucceededWithWarning("PDFC2022");
        Assert.That(warning.Message, Does.Contain("'doks/**/*.pdf'"));

        File.WriteAllText(Path.Combine(project.Folder, "docs", "a.pdf"), "");
        File.WriteAllText(Path.Combine(project.Folder, "docs", "b.pdf"),
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
        project.Items = """<PdfDocument Include="docs/*.pdf" />""";
        var errors = project.Build().FailedWith("PDFC1001", "PDFC1001");
        Assert.That(errors[0].Message, Does.Contain("is empty").And.Contain("0 bytes"));
        Assert.That(errors[1].Message, Does.Contain("git lfs pull"));
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
    }

    [Test]
    public void A_link_that_leads_out_of_the_folder_of_results_is_an_error()
    {
        var project = ProjectWith(documents: 1);
        project.Items = """<PdfDocument Include="docs/a.pdf" Link="x/../../../../a.pdf" />""";

        var error = project.Build().FailedWithError("PDFC1042");

        Assert.That(error.File, Is.EqualTo(Path.Combine(project.Folder, "docs", "a.pdf")));
        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
    }

    [Test]
    public void Watchers_and_Visual_Studio_know_the_documents()
    {
        var project = ProjectWith(documents: 2);
        project.Items += """<PdfExtractInput Include="words.txt" />""";
        Sandbox.Write("App/words.txt", "");
        project.Run("restore").Succeeded();

        var answer = project.Run("msbuild", project.File, "-getItem:Watch,AvailableItemName").Succeeded();
        using var json = JsonDocument.Parse(answer.Output);
        Assert.That(Of("AvailableItemName"), Does.Contain("PdfDocument"));
        Assert.That(Of("Watch"), Is.SupersetOf(["docs/a.pdf", "docs/b.pdf", "words.txt"]));

        var watched = project.Run("watch", "--list", "--project", project.File).Succeeded();
        Assert.That(watched.Output, Does.Contain(Path.Combine("docs", "a.pdf")).And.Contain("words.txt"));

        string[] Of(string item) =>
            [.. json.RootElement.GetProperty("Items").GetProperty(item).EnumerateArray().Select(element => element.GetProperty("Identity").GetString()!)];
    }
}
