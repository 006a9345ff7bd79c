namespace PdfTract.Cache.Build.Tests;

/// <summary>Results that wait to be stored. Limits of time are there to end a test that hangs, and measure nothing.</summary>
internal sealed class StoreQueueTests
{
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(1);

    private readonly ManualResetEventSlim _mayStore = new();
    private readonly List<int[]> _stored = [];

    [SetUp]
    public void Forget()
    {
        _mayStore.Reset();
        _stored.Clear();
    }

    [OneTimeTearDown]
    public void DisposeOfEvent() => _mayStore.Dispose();

    [Test]
    public void Whoever_adds_does_not_wait_and_what_comes_while_it_stores_is_stored_together()
    {
        var queue = Queue(out var isStoring);
        queue.Add(1);
        Assert.That(isStoring.Wait(Hanging), Is.True);
        queue.Add(2);
        queue.Add(3);
        queue.Add(4);

        _mayStore.Set();
        queue.Wait(CancellationToken.None);

        Assert.That(_stored, Is.EqualTo(new int[][] { [1], [2, 3, 4] }));
    }

    [Test]
    public void Waiting_ends_when_nothing_is_left_to_store()
    {
        var queue = Queue(out var isStoring);
        queue.Add(1);
        isStoring.Wait(Hanging);
        queue.Add(2);

        var waiting = new Thread(() => queue.Wait(CancellationToken.None));
        waiting.Start();
        Assert.That(() => waiting.ThreadState, Is.EqualTo(ThreadState.WaitSleepJoin).After((int)Hanging.TotalMilliseconds, pollingInterval: 10));
        _mayStore.Set();

        Assert.That(waiting.Join(Hanging), Is.True);
        Assert.That(_stored.SelectMany(items => items), Is.EqualTo([1, 2]));
    }

    [Test]
    public void Who_waits_for_a_flush_that_hangs_can_be_cancelled()
    {
        using var mayEnd = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var queue = new StoreQueue<int>(_ => mayEnd.Wait());
        queue.Add(1);

        var waiting = Task.Run(() => queue.Wait(cancellation.Token));
        cancellation.Cancel();

        Assert.That(() => waiting.Wait(TimeSpan.FromMinutes(1)), Throws.InnerException.InstanceOf<OperationCanceledException>());
        mayEnd.Set();
        queue.Wait(CancellationToken.None);
    }

    [Test]
    public void Waiting_for_nothing_ends_at_once() => new StoreQueue<int>(_ => Assert.Fail("there is nothing to store")).Wait(CancellationToken.None);

    [Test]
    public void It_can_be_used_again_after_it_was_empty()
    {
        _mayStore.Set();
        var queue = Queue(out _);
        for (var i = 0; i < 100; i++)
        {
            queue.Add(i);
            queue.Wait(CancellationToken.None);
        }

        Assert.That(_stored.SelectMany(items => items), Is.EqualTo(Enumerable.Range(0, 100)));
    }

    [Test]
    public void What_many_threads_add_is_stored_once_each_and_never_two_at_a_time()
    {
        const int threads = 8, each = 500;
        var running = 0;
        var stored = new List<int>();
        var queue = new StoreQueue<int>(items =>
        {
            Assert.That(Interlocked.Increment(ref running), Is.EqualTo(1));
            stored.AddRange(items);
            Interlocked.Decrement(ref running);
        });

        Task.WaitAll([.. Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                queue.Add((thread * each) + i);
            }
        }))]);
        queue.Wait(CancellationToken.None);

        Assert.That(stored, Is.EquivalentTo(Enumerable.Range(0, threads * each)));
    }

    [Test]
    [Category("H79")]
    public void H79_without_a_thread_it_stores_in_the_callers_and_nobody_waits_for_ever()
    {
        var stored = new List<int>();
        var queue = new StoreQueue<int>(stored.AddRange, _ => null);

        queue.Add(1);
        queue.Add(2);
        queue.Wait(CancellationToken.None);

        Assert.That(stored, Is.EqualTo([1, 2]));
    }

    /// <summary>It stores when it may.</summary>
    private StoreQueue<int> Queue(out ManualResetEventSlim isStoring)
    {
        var began = isStoring = new ManualResetEventSlim();
        return new StoreQueue<int>(items =>
        {
            began.Set();
            _mayStore.Wait(Hanging);
            _stored.Add([.. items]);
        });
    }
}
