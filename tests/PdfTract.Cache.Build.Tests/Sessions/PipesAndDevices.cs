using System.Diagnostics;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Whoever opens a pipe waits until somebody writes to it, and a device may never end. No task does that.</summary>
[Platform("Linux,MacOsX", Reason = "Only Unix has pipes and devices under a file's name.")]
internal sealed class PipesAndDevices
{
    /// <summary>Hang guard: what waits for a pipe waits for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private TaskRun _run = null!;

    [SetUp]
    public void Begin() => _run = new TaskRun();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void A_document_that_is_a_pipe_or_a_device_or_a_link_to_one_is_refused(
        [Values("Restore", "Extract")] string task, [Values("pipe", "link", "/dev/zero")] string what)
    {
        var output = _run.Output(document: Place(what));

        Ends(task == "Restore" ? _run.Restore(output) : _run.Extract("cp {input} {output}", output), expected: false);

        Assert.That(_run.Engine.ErrorCodes, Is.EqualTo(["PDFC1001"]));
        Assert.That(_run.Engine.Errors[0].Message, Does.Contain("no regular file").And.Contain("PdfDocument"));
    }

    [Test]
    public void A_document_that_became_a_pipe_is_not_stored()
    {
        Ends(_run.Store(_run.Output(document: Place("pipe"))), expected: true);

        Assert.That(_run.Engine.WarningCodes, Is.EqualTo(["PDFC2007"]));
    }

    [Test]
    public void An_output_that_is_a_pipe_is_replaced_by_a_restore()
    {
        var missing = Miss();
        File.WriteAllText(Made(missing), "text");
        Ends(_run.Store(missing), expected: true);
        File.Delete(missing.ItemSpec);
        MakePipe(missing.ItemSpec);
        var restore = _run.Restore();

        Ends(restore, expected: true);

        Assert.That(restore.HitCount, Is.EqualTo(1));
        Assert.That(File.ReadAllText(missing.ItemSpec), Is.EqualTo("text"));
    }

    [Test]
    public void An_output_that_is_a_pipe_is_not_stored()
    {
        var missing = Miss();
        MakePipe(Made(missing));

        Ends(_run.Store(missing), expected: true);

        Assert.That(_run.Engine.WarningCodes, Is.EqualTo(["PDFC2002"]));
    }

    [Test]
    public void A_pipe_that_an_extractor_leaves_is_no_output()
    {
        var program = Path.Combine(_run.Folder, "extract.sh");
        File.WriteAllText(program, "mkfifo \"$2\"\n");

        Ends(_run.Extract($"sh \"{program}\" {{input}} {{output}}"), expected: false);

        Assert.That(_run.Engine.ErrorCodes, Is.EqualTo(["PDFC1010"]));
    }

    [Test]
    public void A_pipe_under_an_entrys_name_is_a_miss_and_makes_room_for_the_next_store()
    {
        var missing = Miss();
        File.WriteAllText(Made(missing), "text");
        Ends(_run.Store(missing), expected: true);
        var entry = Directory.GetFiles(_run.Cache, "*.pdfc", SearchOption.AllDirectories).Single();
        File.Delete(entry);
        MakePipe(entry);
        var restore = _run.Restore();

        Ends(restore, expected: true);
        Ends(_run.Store(restore.Missing), expected: true);
        var again = _run.Restore();
        Ends(again, expected: true);

        Assert.That(_run.Engine.WarningCodes, Is.EqualTo(["PDFC2003"]), "a damaged entry, and removed");
        Assert.That(again.HitCount, Is.EqualTo(1));
    }

    [Test]
    public void A_pipe_or_a_link_where_the_cleaner_leaves_its_time_is_neither_opened_nor_followed([Values("pipe", "link")] string what)
    {
        var missing = Miss();
        File.WriteAllText(Made(missing), "text");
        Ends(_run.Store(missing), expected: true);
        var longAgo = DateTime.UtcNow.AddDays(-1);
        var victim = Path.Combine(_run.Folder, "victim");
        File.WriteAllText(victim, "somebody's");
        File.SetLastWriteTimeUtc(victim, longAgo);
        var stamp = Path.Combine(_run.Cache, "last-cleanup");
        if (what == "pipe")
        {
            MakePipe(stamp);
        }
        else
        {
            File.CreateSymbolicLink(stamp, victim);
        }

        Ends(_run.Cleanup(), expected: true);

        Assert.That(File.ReadAllText(victim), Is.EqualTo("somebody's"));
        Assert.That(File.GetLastWriteTimeUtc(victim), Is.EqualTo(longAgo).Within(TimeSpan.FromSeconds(1)));
        Assert.That(new FileInfo(stamp).LastWriteTimeUtc, Is.GreaterThan(longAgo.AddHours(1)), "the time is left all the same");
    }

    private static void Ends(PdfTask task, bool expected)
    {
        var execution = Task.Run(task.Execute);
        Assert.That(execution.Wait(Patience), Is.True, "it hangs");
        Assert.That(execution.Result, Is.EqualTo(expected));
    }

    private static void MakePipe(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }

    private static string Made(Microsoft.Build.Framework.ITaskItem output)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(output.ItemSpec)!);
        return output.ItemSpec;
    }

    private Microsoft.Build.Framework.ITaskItem Miss()
    {
        var restore = _run.Restore();
        Ends(restore, expected: true);
        return restore.Missing.Single();
    }

    private string Place(string what)
    {
        var pipe = Path.Combine(_run.Folder, "pipe.pdf");
        if (what == "/dev/zero")
        {
            return what;
        }

        MakePipe(pipe);
        return what == "pipe" ? pipe : File.CreateSymbolicLink(Path.Combine(_run.Folder, "link.pdf"), pipe).FullName;
    }
}
