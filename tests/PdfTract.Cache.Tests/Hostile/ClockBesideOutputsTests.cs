namespace PdfTract.Cache.Tests.Hostile;

/// <summary>A build whose clock is wrong shares a folder of outputs with one that is at work.</summary>
[Platform("Linux")]
[Category("H80")]
internal sealed class ClockBesideOutputsTests : CacheFixture
{
    [TestCase("+2 days")]
    [TestCase("-2 days")]
    public void H80_a_live_neighbours_temp_and_scratch_folder_stay_whatever_this_builds_clock_says(string offset)
    {
        var file = OutputTemps.NewBeside(Folder.Write("out/a.txt", [1]));
        File.WriteAllText(file, "half");
        var scratch = OutputTemps.NewBeside(file);
        Folder.Write($"out/{Path.GetFileName(scratch)}/half", [1]);
        var stale = OutputTemps.NewBeside(file);
        File.WriteAllText(stale, "half");
        File.SetLastWriteTimeUtc(stale, DateTime.UtcNow.AddHours(-2));

        RunWithClock(offset, "remove-stale", Folder["out"]);

        Assert.That(Directory.EnumerateFileSystemEntries(Folder["out"]), Is.EquivalentTo(new[] { Folder["out/a.txt"], file, scratch }));
    }

    private static void RunWithClock(string offset, params string[] arguments)
    {
        try
        {
            // Only the clock is another: the times of files are the kernel's.
            Shell.Run("env", ["NO_FAKE_STAT=1", "faketime", offset, Environment.ProcessPath!, typeof(ChildProgram).Assembly.Location, .. arguments]);
        }
        catch (InvalidOperationException e) when (e.Message.Contains("faketime", StringComparison.Ordinal) && e.Message.Contains("No such file", StringComparison.Ordinal))
        {
            Assert.Ignore("faketime is not installed.");
        }
    }
}
