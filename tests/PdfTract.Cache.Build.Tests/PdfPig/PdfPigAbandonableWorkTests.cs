extern alias PdfPigTasks;

using PdfPigTasks::PdfTract.Cache.Build.PdfPig;

namespace PdfTract.Cache.Build.Tests;

internal sealed class PdfPigAbandonableWorkTests
{
    [Test]
    [Category("H48")]
    public void H48_who_waits_is_let_go_at_once_and_no_step_is_done_any_more()
    {
        using var cancellation = new CancellationTokenSource();
        using var letGo = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var work = new AbandonableWork();
        var steps = 0;

        Assert.That(() => work.Run(Page, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(ended.IsSet, Is.False, "the work is still at its page");
        letGo.Set();
        Assert.That(ended.Wait(TimeSpan.FromMinutes(1)), Is.True, "it ends by itself");
        Assert.That(steps, Is.EqualTo(1));

        int Page()
        {
            try
            {
                work.Step(() => steps++);
                cancellation.Cancel();
                letGo.Wait(TimeSpan.FromMinutes(1));
                work.Step(() => steps++);
                return steps;
            }
            finally
            {
                ended.Set();
            }
        }
    }

    [Test]
    public void A_step_that_has_begun_is_waited_for()
    {
        using var cancellation = new CancellationTokenSource();
        var work = new AbandonableWork();
        var isDone = false;

        Assert.That(() => work.Run(Step, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(isDone, Is.True);

        int Step()
        {
            work.Step(() =>
            {
                cancellation.Cancel();
                Thread.Sleep(100);
                isDone = true;
            });
            return 0;
        }
    }

    [Test]
    public void What_the_work_throws_is_thrown_to_who_waits() => Assert.That(
        () => new AbandonableWork().Run<int>(() => throw new InvalidDataException("broken"), CancellationToken.None), Throws.TypeOf<InvalidDataException>());
}
