using System.Diagnostics;
using System.Globalization;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// SIGINT in the middle of each phase. What goes on then would take minutes to end by itself, so a build that has ended was
/// stopped; each test prints how long that took.
/// </summary>
[Platform("Linux", Reason = "Sends SIGINT, and looks at processes in /proc.")]
[NonParallelizable]
public sealed class Cancelling : SandboxTests
{
    /// <summary>Hang guard: the extractor would sleep for ten minutes, and a build that heeds the signal ends in about one second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Test]
    [Category("H48")]
    public void Ctrl_C_while_a_command_extracts_leaves_nothing_half_done_and_no_process_H48()
    {
        var project = ProjectWith(documents: 3);
        Sandbox.Extractor.SleepsOn("b.pdf");

        Interrupt(project, "extraction by a command", () => Sandbox.Extractor.IsAsleep);

        Assert.That(project.Output("docs/b.txt"), Does.Not.Exist);
        TheNextBuildIsRight(project, documents: 3);
    }

    [Test]
    [Category("H48")]
    public void Ctrl_C_while_PdfPig_extracts_leaves_nothing_half_done_H48()
    {
        PackedPackages.Pack(PackedPackages.PdfPig);
        var project = Sandbox.AddProject();
        project.Packages = [PackedPackages.Tasks, PackedPackages.PdfPig];
        project.Properties.Remove("PdfExtractCommand");
        project.AddDocument("a.pdf", [.. Enumerable.Range(0, 50_000).Select(i => $"Page {i}")]);

        Interrupt(project, "extraction by PdfPig", () => Sandbox.Temps.Count > 0);

        Assert.That(FolderContents.Of(project.Outputs), Is.Empty);
        Assert.That(Sandbox.Entries, Is.Empty);
        project.AddDocument("a.pdf", "One page");
        project.Build().Succeeded();
        Assert.That(File.ReadAllText(project.Output("docs/a.txt")), Does.Contain("One page"));
    }

    [Test]
    [Category("H48")]
    public void Ctrl_C_while_a_document_is_hashed_changes_nothing_H48()
    {
        var project = ProjectWith(documents: 2);
        var large = MakeHole(Path.Combine(project.Folder, "docs", "large.pdf"));

        Interrupt(project, "hashing", () => RunningPrograms.HaveOpen(large));

        Assert.That(Sandbox.Extractor.Calls, Is.Empty);
        File.Delete(large);
        TheNextBuildIsRight(project, documents: 2);
    }

    [Test]
    [Category("H48")]
    public void Ctrl_C_while_a_result_is_stored_leaves_no_entry_and_no_temp_H48()
    {
        var project = ProjectWith(documents: 2);
        Sandbox.Extractor.MakesHuge("a.pdf", "1T");

        Interrupt(project, "store", () => TempsBelow(Sandbox.Cache).Any());

        Assert.That(Sandbox.Entries, Has.Count.LessThanOrEqualTo(1), "that of the other document may be there");
        TheNextBuildIsRight(project, documents: 2);
    }

    [Test]
    [Category("H48")]
    public void Ctrl_C_while_a_result_is_restored_leaves_the_output_as_it_was_H48()
    {
        var project = ProjectWith(documents: 1);
        // Zeros of more than 1,000 to a byte are stored as they are, so the entry is as long: seconds of work, and less than the cache may hold.
        Sandbox.Extractor.MakesHuge("a.pdf", "2G");
        project.Build().Succeeded();
        var output = project.Output("docs/a.txt");
        File.WriteAllText(output, "what stood there before");
        File.Delete(project.Record);

        Interrupt(project, "restore", () => TempsBelow(project.Outputs).Any());

        Assert.That(File.ReadAllText(output), Is.EqualTo("what stood there before"));
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(1));
        File.Delete(Sandbox.Entries.Single());
        TheNextBuildIsRight(project, documents: 1);
    }

    [Test]
    [Category("H48")]
    public void Ctrl_C_in_a_clean_up_ends_it_before_it_has_seen_everything_H48()
    {
        const int Many = 100_000;
        var project = ProjectWith(documents: 1);
        project.Build().Succeeded();
        var folder = Path.GetDirectoryName(Sandbox.Entries.Single())!;
        for (var i = 0; i < Many; i++)
        {
            using (File.Create(Path.Combine(folder, $"{i:x32}-{i:x32}.pdfc")))
            {
                // An entry by its name, which is all that a clean-up asks.
            }
        }

        var stamp = Path.Combine(Sandbox.Cache, "last-cleanup");
        File.Delete(stamp);

        // No process of this build is to be waited for, and no result: only the clean-up runs.
        Interrupt(project, "clean-up", () => File.Exists(stamp), "-t:PdfCacheCleanup", "-p:PdfCacheMaxAge=0");

        Assert.That(Directory.GetFiles(folder), Is.Not.Empty, "it went on to the end");
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Delete(file);
        }

        project.RemoveObj();
        TheNextBuildIsRight(project, documents: 1);
    }

    /// <summary>Builds, sends SIGINT when the phase has come, and sees that the build ends and leaves neither temp nor process.</summary>
    private void Interrupt(TestProject project, string phase, Func<bool> hasCome, params string[] arguments)
    {
        project.Save();
        project.Run("restore").Succeeded();

        // A shell gives its background jobs a signal that they ignore; `env` gives it back.
        var build = DotNet.StartProgram(
            "env", project.Folder, Sandbox.Environment(), ["--default-signal=INT", DotNet.Host, "build", "-m", .. project.Start(), .. arguments]);
        Assert.That(hasCome, Is.True.After((int)Patience.TotalMilliseconds, pollingInterval: 20), phase + " began");
        var clock = Stopwatch.StartNew();
        DotNet.RunProgram("kill", "-INT", build.Id.ToString(CultureInfo.InvariantCulture)).Succeeded();
        Assert.That(build.WaitForExit(Patience), Is.True, phase + " goes on");
        TestContext.Out.WriteLine($"{phase}: the build ended {clock.ElapsedMilliseconds} ms after SIGINT");
        var result = DotNet.Wait(build);

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Not.Contain("MSB4018"), "no exception comes out of a task");
        Assert.That(() => RunningPrograms.In(Sandbox.Root), Is.Empty.After((int)Patience.TotalMilliseconds, pollingInterval: 50), "a process outlived the build");
        Assert.That(Sandbox.Temps, Is.Empty);
    }

    private void TheNextBuildIsRight(TestProject project, int documents)
    {
        Sandbox.Extractor.Recovers();
        project.Build().Succeeded();
        OutputsAreRight(project);
        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(documents)));
        OutputsAreRight(project);
    }

    private static IEnumerable<string> TempsBelow(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*-*.tmp.*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder, ".pdfc.tmp.*", SearchOption.AllDirectories)) : [];

    private static string MakeHole(string path)
    {
        using var file = File.Create(path);
        file.SetLength(1L << 40);
        return path;
    }
}
