using System.Diagnostics;

namespace PdfTract.Cache.Tests;

/// <summary>Claims of real processes.</summary>
[Category("H49")]
internal sealed class ClaimProcessTests : ClaimFixture
{
    [Test]
    public void H49_a_claim_counts_as_long_as_its_process_lives()
    {
        using var owner = StartProcess("claim document", "wait-for " + Folder["the-end"]);
        Assert.That(owner.StandardOutput.ReadLine(), Is.EqualTo("Taken"));
        File.SetLastWriteTimeUtc(ClaimPath, DateTime.UtcNow - Old);
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Held), "it lives, however old its claim is");

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

    private static string[] Lines(Process process, int count) => [.. Enumerable.Range(0, count).Select(_ => process.StandardOutput.ReadLine() ?? "")];
}
