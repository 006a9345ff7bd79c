namespace PdfTract.Cache.Tests;

/// <summary>In which order documents are handed out where nobody waits. <see cref="SingleFlightTests"/> has the waiting.</summary>
[Category("H49")]
internal sealed class ExtractionQueueTests : ClaimFixture
{
    private readonly HashSet<int> _published = [];
    private readonly List<int> _looked = [];

    [SetUp]
    public void Forget()
    {
        _published.Clear();
        _looked.Clear();
    }

    [Test]
    public void H49_what_nobody_has_claimed_comes_first()
    {
        Plant(Elsewhere, key: KeyOf(0));
        Plant(Elsewhere, key: KeyOf(2));
        using var queue = Queue(documents: 5);

        Assert.That(Drain(queue).Take(3), Is.EqualTo([1, 3, 4]));
    }

    [Test]
    public void H49_what_is_claimed_is_looked_up_again_and_not_extracted_if_it_is_there_by_then()
    {
        Plant(Elsewhere, key: KeyOf(0));
        Plant(Elsewhere, key: KeyOf(2));
        using var queue = Queue(documents: 4);

        Assert.That(queue.TryTake(default), Is.EqualTo(1));
        _published.UnionWith([0, 2]);

        Assert.That(Drain(queue), Is.EqualTo([3]));
    }

    [Test]
    public void H49_what_this_queue_is_about_to_store_is_waited_for_before_it_looks_for_what_is_claimed()
    {
        Plant(Elsewhere, key: KeyOf(0));
        using var cache = Open();
        using var queue = new ExtractionQueue(cache.OpenClaims(), [KeyOf(0)], TryRestore, Never, () => _published.Add(0));

        Assert.That(queue.TryTake(default), Is.Null);
    }

    [Test]
    public void H49_when_nothing_new_is_there_the_newest_claim_is_extracted_after_all()
    {
        Plant(Elsewhere, TimeSpan.FromSeconds(1), KeyOf(0));
        Plant(Elsewhere, TimeSpan.FromSeconds(3), KeyOf(1));
        Plant(Elsewhere, TimeSpan.FromSeconds(2), KeyOf(2));
        using var queue = Queue(documents: 3);

        Assert.That(Drain(queue), Is.EqualTo([0, 2, 1]));
    }

    [Test]
    public void H49_while_a_claim_is_held_its_entry_is_not_looked_up_again_and_again()
    {
        Plant(Elsewhere, TimeSpan.FromSeconds(1), KeyOf(0));
        Plant(Elsewhere, TimeSpan.FromSeconds(3), KeyOf(1));
        Plant(Elsewhere, TimeSpan.FromSeconds(2), KeyOf(2));
        using var queue = Queue(documents: 3);

        queue.TryTake(default);

        Assert.That(_looked, Is.EqualTo([0, 1, 2, 0]), "each as it comes, and the one that is taken; the others only had their claims looked at");
    }

    [Test]
    public void H49_thousands_of_claims_are_not_all_looked_at_between_two_documents()
    {
        const int many = 1000;
        for (var i = 0; i < many; i++)
        {
            Plant(Elsewhere, key: KeyOf(i));
        }

        using var queue = Queue(many);
        queue.TryTake(default);
        _looked.Clear();

        Assert.That(queue.TryTake(default), Is.Not.Null);
        Assert.That(_looked, Has.Count.LessThanOrEqualTo(101));
    }

    [Test]
    public void H49_a_hit_is_a_reason_to_look_at_the_others_once_more()
    {
        Plant(Elsewhere, TimeSpan.FromSeconds(2), KeyOf(0));
        Plant(Elsewhere, TimeSpan.FromSeconds(1), KeyOf(1));
        var looks = 0;
        using var cache = Open();

        // 1 is there at its second look, and 0 has been published just before.
        using var queue = new ExtractionQueue(cache.OpenClaims(), [KeyOf(0), KeyOf(1)], (_, _) => ++looks > 2, Never);

        Assert.That(queue.TryTake(default), Is.Null);
    }

    [Test]
    public void H49_a_claim_that_its_owner_gave_up_without_a_result_is_taken_over()
    {
        var claim = Plant(Elsewhere, key: KeyOf(0));
        using var queue = Queue(documents: 2);
        Assert.That(queue.TryTake(default), Is.EqualTo(1));
        File.Delete(claim);

        Assert.That(queue.TryTake(default), Is.Zero);
        Assert.That(File.ReadAllText(claim), Is.EqualTo(ClaimOwner.Current.ToString()));
    }

    [Test]
    public void H49_what_its_owner_published_just_before_the_claim_is_not_extracted_again()
    {
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.ClaimTaken)
                {
                    _published.Add(0);
                }
            },
        });
        using var queue = new ExtractionQueue(cache.OpenClaims(), [KeyOf(0)], TryRestore, Never);

        Assert.That(queue.TryTake(default), Is.Null);
        Assert.That(ClaimFiles(), Is.Empty);
    }

    [Test]
    public void H49_a_document_is_claimed_from_when_it_is_handed_out_until_it_is_given_back()
    {
        using var queue = Queue(documents: 2);

        var document = queue.TryTake(default)!.Value;
        Assert.That(ClaimFiles(), Is.EqualTo([Layout.Claim(KeyOf(document))]));

        queue.Release(document);
        Assert.That(ClaimFiles(), Is.Empty);
    }

    [Test]
    public void H49_a_queue_that_ends_early_gives_up_its_claims_and_no_others()
    {
        var others = Plant(Elsewhere, key: KeyOf(1));
        using (var queue = Queue(documents: 3))
        {
            Assert.That(Drain(queue, giveBack: false), Is.EqualTo([0, 2, 1]));
        }

        Assert.That(ClaimFiles(), Is.EqualTo([others]));
    }

    [Test]
    public void H49_a_look_up_that_throws_leaves_no_claim()
    {
        using var cache = Open();
        var looks = 0;
        using var queue = new ExtractionQueue(cache.OpenClaims(), [KeyOf(0)], (_, _) => looks++ == 0 ? false : throw new OperationCanceledException(), Never);

        Assert.That(() => queue.TryTake(default), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(ClaimFiles(), Is.Empty);
    }

    [Test]
    public void H49_cancelled_nothing_more_is_handed_out()
    {
        using var queue = Queue(documents: 2);

        Assert.That(() => queue.TryTake(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(ClaimFiles(), Is.Empty);
    }

    [Test]
    public void H49_a_document_without_a_key_is_handed_out_without_a_look()
    {
        using var cache = Open();
        using var queue = new ExtractionQueue(cache.OpenClaims(), [null], TryRestore, Never);

        Assert.That(Drain(queue), Is.EqualTo([0]));
        Assert.That(_looked, Is.Empty);
    }

    [Test]
    public void H49_without_claims_everything_is_handed_out_in_order()
    {
        using var cache = Open(settings => settings with { ReadOnly = true });
        using var queue = new ExtractionQueue(cache.OpenClaims(), [KeyOf(0), KeyOf(1), KeyOf(2)], TryRestore, Never);

        Assert.That(Drain(queue), Is.EqualTo([0, 1, 2]));
    }

    [Test]
    public void H49_the_same_document_at_two_places_is_extracted_once()
    {
        using var cache = Open();
        using var queue = new ExtractionQueue(cache.OpenClaims(), [KeyOf(0), KeyOf(0)], TryRestore, Never);

        Assert.That(queue.TryTake(default), Is.Zero);
        _published.UnionWith([0, 1]);
        queue.Release(0);

        Assert.That(queue.TryTake(default), Is.Null);
    }

    /// <summary>As with PdfCacheWait=0.</summary>
    private static bool Never(TimeSpan pause, CancellationToken cancellationToken) => false;

    private ExtractionQueue Queue(int documents) =>
        new(new ExtractionCache(new CacheSettings(Root) { Fsync = false }).OpenClaims(), [.. Enumerable.Range(0, documents).Select(i => (CacheKey?)KeyOf(i))], TryRestore, Never);

    private bool TryRestore(int document, CancellationToken cancellationToken)
    {
        _looked.Add(document);
        return _published.Contains(document);
    }

    private string[] ClaimFiles() => Directory.Exists(Root) ? Directory.GetFiles(Root, "*.claim", SearchOption.AllDirectories) : [];

    private static List<int> Drain(ExtractionQueue queue, bool giveBack = true)
    {
        var documents = new List<int>();
        while (queue.TryTake(default) is { } document)
        {
            documents.Add(document);
            if (giveBack)
            {
                queue.Release(document);
            }
        }

        return documents;
    }
}
