namespace PdfTract.Cache.Tests;

/// <summary>
/// Many tasks that miss the same documents and do not wait, with time in steps: an extraction takes as many as it takes, and who is when where
/// is the same in every run. The claims are real files.
/// </summary>
[Category("H49")]
internal sealed class SharedWorkTests : ClaimFixture
{
    [TestCase(200, 4, 1)]
    [TestCase(200, 4, 4)]
    [TestCase(40, 4, 1)]
    [TestCase(40, 16, 1)]
    [TestCase(3, 8, 2)]
    public void H49_where_nobody_waits_each_thread_extracts_one_document_too_many_at_most(int documents, int tasks, int threads)
    {
        var extractions = Run(documents, tasks, threads, _ => 5);

        TestContext.Out.WriteLine($"{extractions} extractions of {documents} documents by {tasks} tasks of {threads} threads");
        Assert.That(extractions, Is.InRange(documents, documents + (tasks * threads) - 1));
        Assert.That(Directory.GetFiles(Root, "*.claim", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void H49_where_nobody_waits_documents_that_take_as_long_as_they_like_are_extracted_about_once()
    {
        var random = new Random(1);
        var durations = Enumerable.Range(0, 200).Select(_ => 1 + (int)(10 / (random.NextDouble() + 0.02))).ToArray();

        var extractions = Run(durations.Length, tasks: 4, threads: 1, document => durations[document]);

        TestContext.Out.WriteLine($"{extractions} extractions of {durations.Length} documents that take {durations.Min()} to {durations.Max()}");
        Assert.That(extractions, Is.InRange(200, 220), "1.1 times");
    }

    private int Run(int documents, int tasks, int threads, Func<int, int> duration)
    {
        var published = new HashSet<int>();
        var keys = Enumerable.Range(0, documents).Select(i => (CacheKey?)KeyOf(i)).ToArray();
        using var cache = Open();
        var queues = Enumerable.Range(0, tasks).Select(_ => new ExtractionQueue(cache.OpenClaims(), keys, (i, _) => published.Contains(i), (_, _) => false)).ToArray();
        var workers = queues.SelectMany(queue => Enumerable.Range(0, threads), (queue, _) => new Worker(queue)).ToArray();
        var extractions = 0;
        while (workers.Any(worker => !worker.HasEnded))
        {
            foreach (var worker in workers.Where(worker => !worker.HasEnded))
            {
                if (worker.Document is { } document && --worker.Left == 0)
                {
                    published.Add(document);
                    worker.Queue.Release(document);
                    worker.Document = null;
                }

                if (worker.Document is null)
                {
                    worker.Document = worker.Queue.TryTake(default);
                    worker.HasEnded = worker.Document is null;
                    worker.Left = worker.Document is { } next ? duration(next) : 0;
                    extractions += worker.HasEnded ? 0 : 1;
                }
            }
        }

        Array.ForEach(queues, queue => queue.Dispose());
        Assert.That(published, Has.Count.EqualTo(documents));
        return extractions;
    }

    private sealed class Worker(ExtractionQueue queue)
    {
        public ExtractionQueue Queue { get; } = queue;

        public int? Document { get; set; }

        public int Left { get; set; }

        public bool HasEnded { get; set; }
    }
}
