namespace PdfTract.Cache.Build.Tests;

/// <summary>A task that has nothing left to extract but what others have in hand.</summary>
[Platform(Exclude = "Win", Reason = "The extractor of these tests is `cp`.")]
[Category("H67")]
public sealed class WaitingSessionTests : SessionTests
{
    [Test]
    public void H67_a_task_that_waits_holds_no_core_and_ends_at_once_when_it_is_cancelled()
    {
        var items = Documents(2);
        var restore = Restore(items);
        ClaimAll(restore);
        var extract = Tasks.Extract(Copy, restore.Missing);
        extract.Session = restore.Session;

        var running = System.Threading.Tasks.Task.Run(extract.Execute);
        Assert.That(() => (Tasks.Engine.CoreRequests, Tasks.Engine.CoresInUse), Is.EqualTo((2, 0)).After(60_000, pollingInterval: 10), "the restore's cores and then its own");
        extract.Cancel();

        Assert.That(running.Wait(Hanging) && !running.Result, Is.True);
        Assert.That(extract.Extracted, Is.Empty);
    }

    [Test]
    public void H67_with_PdfCacheWait_0_a_claimed_document_is_extracted_at_once()
    {
        var items = Documents(2);
        var restore = Restore(items, task => task.Wait = "0");
        ClaimAll(restore);

        Assert.That(Extract(restore).Extracted, Has.Length.EqualTo(2));
        Assert.That(Tasks.Engine.BlockingRequests, Is.Zero);
    }

    [TestCase("10")]
    [TestCase("unlimited")]
    [TestCase("a while")]
    [TestCase("-1s")]
    public void H67_a_wait_that_nobody_can_mean_is_an_error(string wait)
    {
        var restore = Tasks.Restore(Documents(1));
        restore.Wait = wait;

        Assert.That(restore.Execute(), Is.False);
        Assert.That(Tasks.Engine.ErrorCodes, Is.EqualTo(["PDFC1005"]));
        Assert.That(Tasks.Engine.Errors.Single().Message, Does.Contain("PdfCacheWait").And.Contain($"'{wait}'").And.Contain("10m"));
    }

    [Test]
    public void H67_all_projects_of_a_build_in_one_process_have_one_budget_and_the_next_build_a_new_one()
    {
        var engine = new RecordingBuildEngine();
        var first = ProcessObjects.Share(engine, "test: budget", () => new WaitBudget());

        Assert.That(ProcessObjects.Share(engine, "test: budget", () => new WaitBudget()), Is.SameAs(first));
        engine.EndBuild();
        Assert.That(ProcessObjects.Share(engine, "test: budget", () => new WaitBudget()), Is.Not.SameAs(first));
        engine.EndBuild();
    }

    /// <summary>Another machine has just begun to extract them.</summary>
    private void ClaimAll(PdfCacheRestore restore)
    {
        using (var cache = new ExtractionCache(new CacheSettings(Tasks.Cache)))
        {
            cache.OpenClaims().TryTake(default);
        }

        foreach (var item in restore.Missing)
        {
            Assert.That(CacheKey.TryParse(item.GetMetadata("CacheKey"), out var key), Is.True);
            var claim = new CacheLayout(Tasks.Cache).Claim(key);
            Directory.CreateDirectory(Path.GetDirectoryName(claim)!);
            File.WriteAllText(claim, new ClaimOwner("another machine", 1, 1).ToString());
        }
    }
}
