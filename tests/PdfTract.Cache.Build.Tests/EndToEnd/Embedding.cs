using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The results in an assembly, the way the README says.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class Embedding : SandboxTests
{
    [Test]
    public void The_results_are_resources_and_the_assembly_of_a_warm_build_is_that_of_a_cold_one()
    {
        var project = Sandbox.AddCompilingProject();
        project.AddDocuments(3);
        project.AddDocument("below/d.pdf", "Further down");
        project.Targets = """
            <Target Name="EmbedExtractions" AfterTargets="PdfExtract">
              <ItemGroup>
                <EmbeddedResource Include="@(PdfExtraction)" LogicalName="%(PdfExtraction.Link)" WithCulture="false" />
              </ItemGroup>
            </Target>
            """;
        var assembly = Path.Combine(project.Folder, "bin", "Debug", "net10.0", "App.dll");

        project.Build().Succeeded();
        var cold = File.ReadAllBytes(assembly);
        Assert.That(Resources(cold), Is.EqualTo(["docs/a.txt", "docs/b.txt", "docs/below/d.txt", "docs/c.txt"]));

        project.Build().Succeeded();
        Assert.That(File.ReadAllBytes(assembly), Is.EqualTo(cold), "an incremental build");

        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(4)));
        Assert.That(File.ReadAllBytes(assembly), Is.EqualTo(cold), "a warm build");

        project.AddDocument("a.pdf", "A new edition");
        project.Build().Succeeded();
        Assert.That(File.ReadAllBytes(assembly), Is.Not.EqualTo(cold), "a new edition is compiled in");
    }

    private static IEnumerable<string> Resources(byte[] assembly)
    {
        using var file = new PEReader([.. assembly]);
        var metadata = file.GetMetadataReader();
        return [.. metadata.ManifestResources.Select(handle => metadata.GetString(metadata.GetManifestResource(handle).Name)).Order(StringComparer.Ordinal)];
    }
}
