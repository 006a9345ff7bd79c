using System.Collections.Concurrent;

namespace PdfTract.Cache.Tests;

/// <summary>Queues of one process, on threads, that miss the same documents and wait for each other: as projects of one node with -mt.</summary>
[Category("H67")]
internal sealed class ConcurrentQueuesTests : ClaimFixture
{
    /// <summary>Ends a test that hangs; nothing is measured by it.</summary>
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<int, int> _extractions = new();
    private readonly ConcurrentDictionary<int, bool> _published = new();

    [SetUp]
    public void Forget()
    {
        _extractions.Clear();
        _published.Clear();
    }

    [TestCase(1, 4, 1)]
    [TestCase(1, 4, 4)]
    [TestCase(200, 4, 1)]
    [TestCase(60, 4, 4)]
    [TestCase(3, 8, 2)]
    public void H67_each_document_is_extracted_exactly_once(int documents, int queues, int threads)
    {
        Run(Enumerable.Range(0, queues).Select(i => Shuffled(documents, seed: i)), threads);

        Assert.That(_extractions, Has.Count.EqualTo(documents).And.All.Matches<KeyValuePair<int, int>>(extractions => extractions.Value == 1));
        Assert.That(Directory.GetFiles(Root, "*.claim", SearchOption.AllDirectories), Is.Empty);
    }

    /// <summary>Each has in hand what the other one waits for next. Again and again, because who comes first is a matter of luck.</summary>
    [Test]
    [Repeat(20)]
    public void H67_two_projects_that_list_two_documents_in_opposite_orders_do_not_wait_for_each_other_for_ever()
    {
        Forget();
        Run([[0, 1], [1, 0]], threads: 1);

        Assert.That(_extractions.Values, Is.EqualTo([1, 1]));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void H67_a_document_that_a_project_lists_again_and_again_is_extracted_once(int threads)
    {
        Run([[0, 0, 1, 0, 1, 1, 0]], threads);

        Assert.That(_extractions.Values, Is.EqualTo([1, 1]));
    }

    [Test]
    public void H67_where_every_extraction_fails_each_project_tries_once()
    {
        Run(Enumerable.Repeat(new[] { 0, 1, 2 }, 3), threads: 2, succeeds: false);

        Assert.That(_extractions.Values, Is.EqualTo([3, 3, 3]));
    }

    private void Run(IEnumerable<int[]> lists, int threads, bool succeeds = true)
    {
        // Whoever works lives: on a machine that stands still for a while, no claim is given up by mistake.
        var settings = new CacheSettings(Root) { Fsync = false, Elapsed = () => TimeSpan.Zero };
        using var cache = new ExtractionCache(settings);
        var budget = new WaitBudget();
        var queues = lists.Select(list => (List: list, Queue: new ExtractionQueue(
            cache.OpenClaims(),
            [.. list.Select(document => (CacheKey?)KeyOf(document))],
            (i, _) => _published.ContainsKey(list[i]),
            (pause, token) => budget.TryPause(settings, pause, token)))).ToArray();
        var workers = queues.SelectMany(_ => Enumerable.Range(0, threads), (queue, _) => new Thread(() => Work(queue.Queue, queue.List, succeeds)) { IsBackground = true }).ToArray();

        Array.ForEach(workers, worker => worker.Start());
        Assert.That(workers.Select(worker => worker.Join(Hanging)), Has.All.True, "none waits for ever");
        Array.ForEach(queues, queue => queue.Queue.Dispose());
    }

    private void Work(ExtractionQueue queue, int[] list, bool succeeds)
    {
        while (queue.TryTake(default) is { } i)
        {
            _extractions.AddOrUpdate(list[i], 1, (_, count) => count + 1);
            Thread.Sleep(list[i] % 3);
            if (succeeds)
            {
                _published[list[i]] = true;
            }

            queue.Release(i);
        }
    }

    private static int[] Shuffled(int documents, int seed)
    {
        var order = Enumerable.Range(0, documents).ToArray();
        new Random(seed).Shuffle(order);
        return order;
    }
}
