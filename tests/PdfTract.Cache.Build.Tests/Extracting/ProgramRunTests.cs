namespace PdfTract.Cache.Build.Tests;

[Platform("Linux", Reason = "Shell scripts, and processes in /proc.")]
internal sealed class ProgramRunTests
{
    /// <summary>Hang guard.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private string _folder = null!;

    [SetUp]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("pdftract-run-").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_it_prints_is_its_output_and_then_its_errors_whatever_order_they_come_in() =>
        Assert.That(Run("echo error >&2; echo output; exit 3"), Is.EqualTo(new ProgramResult(ProgramEnding.Exited, 3, "output\nerror", IsCut: false)));

    [Test]
    public void It_gets_no_input() => Assert.That(Run("cat; echo end").Printed, Is.EqualTo("end"));

    [Test]
    public void Its_arguments_are_what_they_were()
    {
        string[] arguments = ["a b", "", "\"", "\\", "$HOME", "*", "ü 漢", "it's"];

        Assert.That(Run("printf '<%s>' \"$@\"", null, arguments).Printed, Is.EqualTo(string.Concat(arguments.Select(argument => $"<{argument}>"))));
    }

    [Test]
    public void A_flood_without_a_single_line_break_is_cut_to_its_beginning_and_its_end()
    {
        var result = Run("printf first; head -c 100000000 /dev/zero | tr '\\0' x; printf last");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.IsCut, Is.True);
        Assert.That(result.Printed, Does.StartWith("firstx").And.EndWith("xlast").And.Length.LessThan(10_000));
    }

    [Test]
    [Category("H61")]
    public void H61_a_child_that_prints_for_ever_does_not_hold_it_and_is_not_ended()
    {
        var flag = Path.Combine(_folder, "flag");
        File.WriteAllText(flag, "");

        var run = Task.Run(() => Run("echo done; (while [ -e flag ]; do echo noise; done) &"));

        var isInTime = run.Wait(Patience);
        var running = RunningPrograms.In(_folder);
        File.Delete(flag);
        Assert.That(isInTime, Is.True, "it waits for the child");
        Assert.That(run.Result.ExitCode, Is.Zero);
        Assert.That(run.Result.Printed, Does.StartWith("done"));
        Assert.That(running, Is.Not.Empty, "the child was ended");
        Assert.That(() => RunningPrograms.In(_folder), Is.Empty.After((int)Patience.TotalMilliseconds, pollingInterval: 50));
    }

    [TestCase("sleep 600", TestName = "H62_a_program_is_ended_after_its_time")]
    [TestCase("sleep 600 & sleep 600 | sleep 600", TestName = "H62_its_children_are_ended_with_it")]
    [TestCase("(sleep 600 &); setsid sh -c '(sleep 600 &); sleep 600' & sleep 600", TestName = "H62_children_that_belong_to_nobody_are_ended_with_it")]
    [TestCase("trap '' TERM INT HUP; sleep 600", TestName = "H62_a_program_that_hears_no_signal_is_ended")]
    [Category("H62")]
    public void H62_what_does_not_end_is_ended(string script)
    {
        var result = Run("echo begun; " + script, TimeSpan.FromSeconds(2));

        Assert.That(result, Is.EqualTo(new ProgramResult(ProgramEnding.TimedOut, -1, "begun", IsCut: false)));
        Assert.That(() => RunningPrograms.In(_folder), Is.Empty.After(10_000, pollingInterval: 50));
    }

    [Test]
    [Category("H48")]
    public void H48_what_is_cancelled_is_ended_with_children_that_belong_to_nobody()
    {
        using var cancellation = new CancellationTokenSource();
        var run = Task.Run(() => Run("(sleep 600 &); touch begun; sleep 600", null, [], cancellation.Token));
        Assert.That(() => File.Exists(Path.Combine(_folder, "begun")), Is.True.After((int)Patience.TotalMilliseconds, pollingInterval: 20));

        cancellation.Cancel();

        Assert.That(() => run.IsCompleted, Is.True.After((int)Patience.TotalMilliseconds, pollingInterval: 20));
        Assert.That(run.Exception?.InnerException, Is.InstanceOf<OperationCanceledException>());
        Assert.That(() => RunningPrograms.In(_folder), Is.Empty.After(10_000, pollingInterval: 50));
    }

    [Test]
    public void Another_programs_children_are_left_alone()
    {
        var flag = Path.Combine(_folder, "flag");
        File.WriteAllText(flag, "");
        Run("(while [ -e flag ]; do sleep 0.1; done) > /dev/null 2>&1 &");

        Run("sleep 600", TimeSpan.FromSeconds(1));

        Assert.That(RunningPrograms.In(_folder), Is.Not.Empty);
        File.Delete(flag);
        Assert.That(() => RunningPrograms.In(_folder), Is.Empty.After((int)Patience.TotalMilliseconds, pollingInterval: 50));
    }

    private ProgramResult Run(string script, TimeSpan? limit = null, string[]? arguments = null, CancellationToken cancellationToken = default) =>
        ProgramRun.Run(new ProgramStart("/bin/sh", ["-c", script, "sh", .. arguments ?? []], _folder, []), limit, 2000, supervision: null, cancellationToken);
}
