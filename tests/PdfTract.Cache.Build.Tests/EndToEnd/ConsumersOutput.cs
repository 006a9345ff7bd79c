namespace PdfTract.Cache.Build.Tests;

/// <summary>A consumer's own output and its dependencies have nothing of these packages.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class ConsumersOutput : SandboxTests
{
    [Test]
    public void Nothing_of_ours_flows_into_it()
    {
        var project = Sandbox.AddCompilingProject();
        project.AddDocuments(1);
        project.Build().Succeeded();

        var bin = Path.Combine(project.Folder, "bin", "Debug", "net10.0");
        Assert.That(FolderContents.Of(bin).Keys, Is.EqualTo(["App.deps.json", "App.dll", "App.pdb"]));
        Assert.That(File.ReadAllText(Path.Combine(bin, "App.deps.json")), Does.Not.Contain("PdfTract"));

        var packages = project.Run("list", project.File, "package", "--include-transitive").Succeeded().Output;
        Assert.That(packages, Does.Contain(PackedPackages.Tasks));
        Assert.That(packages, Does.Not.Contain("ZstdSharp").And.Not.Contain("CliWrap").And.Not.Contain("System.IO.Hashing").And.Not.Contain("Microsoft.Build"));
    }
}
