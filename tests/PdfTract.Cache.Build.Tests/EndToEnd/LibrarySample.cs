namespace PdfTract.Cache.Build.Tests;

/// <summary>The package PdfTract.Cache, and samples/Library as it stands, with nothing else of these sources.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class LibrarySample : SandboxTests
{
    [Test]
    public void The_sample_counts_once_and_then_takes_it_from_the_cache()
    {
        PackedPackages.Pack(PackedPackages.Library);
        var project = Path.Combine(Sandbox.Root, "Library.csproj");
        foreach (var file in new[] { "Library.csproj", "Program.cs" })
        {
            File.Copy(Path.Combine(Repository.Root, "samples", "Library", file), Path.Combine(Sandbox.Root, file));
        }

        File.WriteAllText(project, File.ReadAllText(project).Replace("Version=\"0.1.0\"", $"Version=\"{PackedPackages.Version}\"", StringComparison.Ordinal));
        var document = Sandbox.Write("a document.txt", "one\ntwo\nthree\n");
        var cache = Path.Combine(Sandbox.Root, "its cache");

        string Run()
        {
            var result = DotNet.Run(Sandbox.Root, Sandbox.Environment(), "run", "--project", project, "--property", $"RestoreFallbackFolders={PackedPackages.FromTheTree}", "--", document, cache);
            Assert.That(result.ExitCode, Is.Zero, result.Output);
            return result.Output;
        }

        Assert.That(Run(), Does.Contain("Absent: extracted, Stored").And.Contain("3 lines, counted"));
        File.Delete(Path.ChangeExtension(document, ".count"));
        Assert.That(Run(), Does.Contain("3 lines, from the cache"));
    }
}
