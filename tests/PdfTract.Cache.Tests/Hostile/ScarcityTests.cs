using System.Globalization;
using System.Runtime.Versioning;

namespace PdfTract.Cache.Tests.Hostile;

/// <summary>A process that may have few threads, descriptors or long files.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
internal sealed class ScarcityTests : SharingFixture
{
    [Test]
    [Category("H79")]
    public void H79_work_that_no_thread_can_be_started_for_is_done_by_the_caller()
    {
        var started = 0;
        var done = new int[100];

        Workers.For(done.Length, threads: 16, i => Interlocked.Increment(ref done[i]), (work, name) => ++started <= 2 ? BackgroundThread.TryStart(work, name) : null);

        Assert.That(done, Is.All.EqualTo(1));
    }

    [Test]
    [Category("H79")]
    public void H79_a_store_under_the_fewest_threads_that_a_program_starts_with_is_stored()
    {
        CreateFolder(Root, "1777");
        var fewest = Enumerable.Range(4, 60).First(limit => CanRun($"--nproc={limit}", "was-cleaned"));

        Assert.Multiple(() =>
        {
            foreach (var limit in new[] { fewest, fewest + 1, fewest + 3 })
            {
                Assert.That(Under($"--nproc={limit}", $"store-many {limit} 40", $"restore {limit}-0"), Is.EqualTo(["Stored", "hit text"]), $"{limit} threads");
            }
        });
    }

    [Test]
    [Category("H79")]
    public void H79_with_few_descriptors_a_store_succeeds_or_fails_softly_and_what_stands_is_served()
    {
        CreateFolder(Root, "1777");
        As(Ann, "store before text");
        var fewest = Enumerable.Range(8, 200).First(limit => CanRun($"--nofile={limit}", "store one text"));

        Assert.Multiple(() =>
        {
            foreach (var limit in new[] { fewest, fewest + 2, fewest + 5, fewest + 20 })
            {
                var printed = Under($"--nofile={limit}", "store-many x 40", "restore before");
                Assert.That(printed[0].Split(' '), Is.SubsetOf(new[] { "Stored", "Failed" }), $"{limit} descriptors");
                // Absent, where .NET finds no descriptor for an assembly of its own: to it a file that is not there.
                Assert.That(printed[1], Is.AnyOf("hit text", "Unreadable", "Absent"), $"{limit} descriptors");
            }
        });
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4096)]
    [TestCase(65_536)]
    [Category("H81")]
    public void H81_a_file_size_limit_is_as_a_full_disk(int limit)
    {
        CreateFolder(Root, "1777");
        AsWithUmask("022", Ann, "store-random before 100000");

        var printed = Under($"--fsize={limit}", "store-random big 100000", "restore before", "evict", "claim x");

        Assert.Multiple(() =>
        {
            Assert.That(printed[0], Is.EqualTo("Failed"));
            Assert.That(printed[1], Does.StartWith("OutputNotWritable"));
            Assert.That(printed, Has.Length.EqualTo(4), "the process lives on");
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    [Category("H81")]
    public void H81_an_entry_that_is_just_as_long_as_a_file_may_be_is_stored()
    {
        CreateFolder(Root, "1777");
        AsWithUmask("022", Ann, "store-random before 100000");
        var length = new FileInfo(Layout.Entry(KeyOf("before"))).Length;

        Assert.Multiple(() =>
        {
            Assert.That(Under($"--fsize={length}", "store-random before 100000"), Is.EqualTo(["Stored"]));
            Assert.That(Under($"--fsize={length - 1}", "store-random before 100000"), Is.EqualTo(["Failed"]));
        });
    }

    private string[] Under(string limit, params string[] commands) => LinesOf(StartLimited(limit, commands));

    private bool CanRun(string limit, string command)
    {
        try
        {
            return Under(limit, command).Length == 1;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private System.Diagnostics.Process StartLimited(string limit, params string[] commands) =>
        // .NET's own executable memory is a file to the kernel, and a long one, unless it is told to do without.
        Start(Bob, "022", ["env", "DOTNET_EnableWriteXorExecute=0", "prlimit", limit, "--core=0", "--"], commands);
}
