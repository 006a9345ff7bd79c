using System.Diagnostics;

namespace PdfTract.Cache.Tests;

/// <summary>Claims of real processes.</summary>
[Category("H49")]
internal sealed class ClaimProcessTests : ClaimFixture
{
    [Test]
    public void H49_a_claim_counts_for_nothing_as_soon_as_its_process_is_gone()
    {
        using var owner = StartProcess("claim document", "wait-for " + Folder["the-end"]);
        Assert.That(owner.StandardOutput.ReadLine(), Is.EqualTo("Taken"));
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Held));

        owner.Kill();
        owner.WaitForExit();

        Assert.That(File.Exists(ClaimPath), Is.True, "nobody has removed it");
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken));
    }

    [Test]
    [Category("H39")]
    public void H49_of_processes_that_claim_the_same_at_once_each_key_has_one()
    {
        const int keys = 300;
        var running = Enumerable.Range(0, 4).Select(_ => StartProcess("wait-for " + Folder["go"], $"claim-each {keys}", "wait-for " + Folder["the-end"])).ToArray();
        File.WriteAllText(Folder["go"], "");

        // All of them live until the last has tried each: a dead one's would be taken over.
        var taken = running.Select(process => Task.Run(() => Lines(process, 2)[1])).ToArray().Select(line => line.Result).ToArray();
        File.WriteAllText(Folder["the-end"], "");
        Array.ForEach(running, process => Shell.EndOf(process));
        Array.ForEach(running, process => process.Dispose());

        var numbers = taken.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse).ToArray();
        Assert.That(numbers, Is.EquivalentTo(Enumerable.Range(0, keys)), "each by somebody, and by nobody else");
        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    [Platform("Linux", Reason = "Namespaces.")]
    public void H49_a_process_of_another_container_is_not_mistaken_for_one_of_ours()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root may make a namespace of process ids.");
        }

        // Its id in there is 1, or near it: here that is somebody who lives, or nobody.
        using var container = StartProcessIn(["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"], "claim document", "wait-for " + Folder["the-end"]);
        Assert.That(container.StandardOutput.ReadLine(), Is.EqualTo("Taken"));
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Held), "nothing can be seen of it, and the claim is young");
        File.WriteAllText(Folder["the-end"], "");
        Shell.EndOf(container);

        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Held), "that it is dead cannot be seen either");
        File.SetLastWriteTimeUtc(ClaimPath, DateTime.UtcNow - Old);
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken));
    }

    [Test]
    [Category("H67")]
    public void H67_a_killed_owner_costs_a_second_at_most()
    {
        var time = new SteppedTime();
        using var owner = StartProcess("hold document", "wait-for " + Folder["the-end"]);
        Assert.That(owner.StandardOutput.ReadLine(), Is.EqualTo("held"));
        var killedAt = TimeSpan.Zero;
        time.OnPause = _ =>
        {
            if (killedAt == default && time.Waited > TimeSpan.FromSeconds(5))
            {
                owner.Kill();
                owner.WaitForExit();
                killedAt = time.Waited;
            }
        };

        Assert.That(TakeWaiting(time), Is.Zero);
        Assert.That(time.Waited - killedAt, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(killedAt, Is.GreaterThan(TimeSpan.FromSeconds(5)), "it was waited for");
    }

    [Test]
    [Category("H67")]
    [Platform("Linux,MacOsX", Reason = "Signals.")]
    public void H67_a_stopped_owner_costs_fifteen_seconds_at_most_and_does_no_harm_when_it_goes_on()
    {
        var time = new SteppedTime();
        using var owner = StartProcess("hold document", "wait-for " + Folder["the-end"], "let-go");
        Assert.That(owner.StandardOutput.ReadLine(), Is.EqualTo("held"));
        Shell.Run("kill", "-STOP", owner.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            Assert.That(TakeWaiting(time), Is.Zero);
            Assert.That(time.Waited, Is.LessThanOrEqualTo(ClaimRegistry.MaxSilence + TimeSpan.FromSeconds(1)));
        }
        finally
        {
            Shell.Run("kill", "-CONT", owner.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        File.WriteAllText(Folder["the-end"], "");
        Assert.That(Shell.EndOf(owner), Does.Contain("let go"));
    }

    /// <summary>In real time, for one beat: the owner's process moves its claim by itself.</summary>
    [Test]
    [Category("H67")]
    public void H67_an_owner_moves_its_claim()
    {
        using var owner = StartProcess("hold document", "wait-for " + Folder["the-end"], "let-go");
        Assert.That(owner.StandardOutput.ReadLine(), Is.EqualTo("held"));
        var old = DateTime.UtcNow - Old;
        File.SetLastWriteTimeUtc(ClaimPath, old);

        Assert.That(() => File.GetLastWriteTimeUtc(ClaimPath), Is.GreaterThan(old + TimeSpan.FromSeconds(1)).After(60_000, pollingInterval: 50));

        File.WriteAllText(Folder["the-end"], "");
        Shell.EndOf(owner);
        Assert.That(File.Exists(ClaimPath), Is.False);
    }

    private int? TakeWaiting(SteppedTime time)
    {
        var settings = time.Use(new CacheSettings(Root));
        var budget = new WaitBudget();
        using var cache = new ExtractionCache(settings);
        using var queue = new ExtractionQueue(cache.OpenClaims(), [Key], (_, _) => false, (pause, token) => budget.TryPause(settings, pause, token));
        return queue.TryTake(default);
    }

    private static string[] Lines(Process process, int count) => [.. Enumerable.Range(0, count).Select(_ => process.StandardOutput.ReadLine() ?? "")];
}
