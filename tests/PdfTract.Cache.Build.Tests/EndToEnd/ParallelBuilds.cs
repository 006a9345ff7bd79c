namespace PdfTract.Cache.Build.Tests;

/// <summary>Many at once on one cache. Not beside other fixtures: these tests start as many builds as the machine should have.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[NonParallelizable]
public sealed class ParallelBuilds : SandboxTests
{
    [Test]
    [Category("H49")]
    public void Five_projects_on_the_same_documents_in_one_build_get_the_right_bytes_H49()
    {
        var projects = Enumerable.Range(1, 5).Select(i => ProjectWith(documents: 6, "P" + i)).ToArray();

        var result = Sandbox.BuildAll("-m:4").Succeeded();

        // Whoever comes late finds what others stored; nobody waits, so more than one may extract a document.
        var counts = projects.Select(project => project.Counts).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(counts, Has.All.Matches<ExtractionCounts>(c => c.Documents == 6 && c.FromCache + c.Extracted == 6 && c.Stored == c.Extracted));
            Assert.That(Sandbox.Extractor.Calls, Has.Count.EqualTo(counts.Sum(c => c.Extracted)));
            Assert.That(Sandbox.Entries, Has.Count.EqualTo(6));
            Assert.That(Sandbox.Temps, Is.Empty);
            Assert.That(result.OurTasksProcesses.Distinct().Count(), Is.GreaterThan(1), "several nodes took part");
        });
        Array.ForEach(projects, project => OutputsAreRight(project));

        Array.ForEach(projects, project => project.RemoveObj());
        Sandbox.BuildAll("-m:4").Succeeded();
        Assert.That(projects.Select(project => project.Counts), Has.All.EqualTo(ExtractionCounts.Warm(6)));
        Array.ForEach(projects, project => OutputsAreRight(project));
    }

    [Test]
    [Category("H41")]
    public void The_statistics_of_builds_at_once_add_up_and_nobody_shares_a_counter_H41()
    {
        var projects = Enumerable.Range(1, 4).Select(i => ProjectWith(documents: 5, "P" + i)).ToArray();
        Array.ForEach(projects, project => project.Save());

        var running = projects.Select(project => DotNet.Start(project.Folder, Sandbox.Environment(), ["build", "-m", .. project.Start()])).ToArray();
        var results = running.Select(build => Task.Run(() => DotNet.Wait(build))).ToArray().Select(wait => wait.GetAwaiter().GetResult()).ToArray();

        Array.ForEach(results, result => result.Succeeded());
        var counts = projects.Select(project => project.Counts).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(counts.Sum(c => c.Documents), Is.EqualTo(4 * 5));
            Assert.That(counts.Sum(c => c.FromCache + c.Extracted), Is.EqualTo(4 * 5));
            Assert.That(counts.Sum(c => c.Extracted), Is.EqualTo(Sandbox.Extractor.Calls.Count), "what was counted was done");
            Assert.That(counts.Sum(c => c.Stored), Is.EqualTo(counts.Sum(c => c.Extracted)));
            Assert.That(
                FolderContents.Of(Sandbox.Cache).Keys.Where(file => !file.EndsWith(".pdfc", StringComparison.Ordinal)),
                Is.EqualTo(["CACHEDIR.TAG", "last-cleanup", "pdftract-cache.json"]),
                "the cache holds entries and no counter");
        });
    }

    [Test]
    public void Two_builds_at_once_on_one_cache_both_get_what_a_build_alone_gets()
    {
        TestProject[] projects = [ProjectWith(documents: 8, "First"), ProjectWith(documents: 8, "Second")];
        Array.ForEach(projects, project => project.Save());

        var running = projects.Select(Start).ToArray();
        var results = running.Select(build => Task.Run(() => DotNet.Wait(build))).Select(wait => wait.GetAwaiter().GetResult()).ToArray();

        Array.ForEach(results, result => result.Succeeded());
        Array.ForEach(projects, project => OutputsAreRight(project));
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(8));
        Assert.That(Sandbox.Temps, Is.Empty);

        var alone = ProjectWith(documents: 8, "Alone");
        alone.Build().Succeeded();
        Assert.That(alone.Counts, Is.EqualTo(ExtractionCounts.Warm(8)));
        Assert.That(FolderContents.Of(alone.Outputs), Is.EqualTo(FolderContents.Of(projects[0].Outputs)));

        System.Diagnostics.Process Start(TestProject project) =>
            DotNet.Start(project.Folder, Sandbox.Environment(), ["build", "-m", .. project.Start()]);
    }
}
