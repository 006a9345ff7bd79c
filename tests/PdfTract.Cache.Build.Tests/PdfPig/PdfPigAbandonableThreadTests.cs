extern alias PdfPigTasks;

using PdfPigTasks::PdfTract.Cache.Build.PdfPig;

namespace PdfTract.Cache.Build.Tests;

internal sealed class PdfPigAbandonableThreadTests
{
    [Test]
    [Category("H48")]
    public void H48_who_waits_for_a_call_is_let_go_at_once_and_the_thread_ends_with_the_call()
    {
        using var cancellation = new CancellationTokenSource();
        using var letGo = new ManualResetEventSlim();
        var parser = new AbandonableThread("test");
        Thread? thread = null;

        Assert.That(
            () => parser.Run(
                () =>
                {
                    thread = Thread.CurrentThread;
                    cancellation.Cancel();
                    letGo.Wait(TimeSpan.FromMinutes(1));
                    return 0;
                },
                cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        parser.Dispose();
        Assert.That(thread!.IsAlive, Is.True, "the call is still running");
        letGo.Set();

        Assert.That(thread.Join(TimeSpan.FromMinutes(1)), Is.True);
    }

    [Test]
    public void Calls_run_on_one_other_thread_and_what_they_throw_is_thrown_to_the_caller()
    {
        using var parser = new AbandonableThread("test");

        var threads = new[] { ThreadOf(), ThreadOf() };

        Assert.Multiple(() =>
        {
            Assert.That(threads.Distinct().Single(), Is.Not.EqualTo(Environment.CurrentManagedThreadId));
            Assert.That(() => parser.Run<int>(() => throw new InvalidDataException("broken"), CancellationToken.None), Throws.TypeOf<InvalidDataException>());
            Assert.That(ThreadOf(), Is.EqualTo(threads[0]), "a failure does not end it");
        });

        int ThreadOf() => parser.Run(() => Environment.CurrentManagedThreadId, CancellationToken.None);
    }
}
