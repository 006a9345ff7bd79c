namespace PdfTract.Cache.Tests;

/// <summary>Those who have nothing else to do wait for what others extract, and never for longer than is said here.</summary>
[Category("H67")]
internal sealed class SingleFlightTests : ClaimFixture
{
    /// <summary>How late the end of a claim may be seen.</summary>
    private static readonly TimeSpan APause = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly HashSet<int> _published = [];
    private SteppedTime _time = null!;
    private WaitBudget _budget = null!;
    private TimeSpan _beat;

    [SetUp]
    public void StartTheClock()
    {
        _published.Clear();
        (_time, _budget, _beat) = (new SteppedTime(), new WaitBudget(), TimeSpan.Zero);
    }

    [Test]
    public void H67_who_has_nothing_else_to_do_waits_for_a_living_owner_and_gets_its_result()
    {
        var claim = Plant(Elsewhere);
        _time.OnPause = pause =>
        {
            Beat(claim);
            if (_time.Waited > TimeSpan.FromMinutes(5))
            {
                _published.Add(0);
                File.Delete(claim);
            }
        };
        using var queue = Queue(Key);

        Assert.That(queue.TryTake(default), Is.Null);
        Assert.That(_time.Waited, Is.EqualTo(TimeSpan.FromMinutes(5)).Within(2 * APause));
    }

    [Test]
    public void H67_an_owner_that_fails_is_followed_by_one_of_those_who_waited()
    {
        var claim = Plant(Elsewhere);
        _time.OnPause = pause =>
        {
            if (pause == 3)
            {
                File.Delete(claim);
            }
        };
        using var queue = Queue(Key);

        Assert.That(queue.TryTake(default), Is.Zero);
        Assert.That(File.ReadAllText(claim), Is.EqualTo(ClaimOwner.Current.ToString()), "it is claimed again");
        queue.Release(0);
        Assert.That(queue.TryTake(default), Is.Null);
    }

    [Test]
    public void H67_a_result_is_seen_although_a_planted_claim_stays()
    {
        var claim = Plant(Elsewhere);
        _time.OnPause = pause =>
        {
            Beat(claim);
            _published.Add(0);
        };
        using var queue = Queue(Key);

        Assert.That(queue.TryTake(default), Is.Null);
        Assert.That(_time.Waited, Is.LessThan(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public void H67_an_owner_far_away_whose_claim_does_not_move_costs_fifteen_seconds()
    {
        var claim = Plant(Elsewhere);
        using var queue = Queue(Key);

        Assert.That(queue.TryTake(default), Is.Zero);
        Assert.That(_time.Waited, Is.LessThanOrEqualTo(ClaimRegistry.MaxSilence + APause));
        Assert.That(File.ReadAllText(claim), Is.EqualTo(ClaimOwner.Current.ToString()));
    }

    [Test]
    public void H67_a_copied_claim_of_a_living_process_costs_no_more([Values] bool isTouched)
    {
        var claim = Plant(ClaimOwner.Current.ToString());
        _time.OnPause = _ =>
        {
            if (isTouched)
            {
                Beat(claim);
            }
        };
        using var queue = Queue(Key);

        Assert.That(queue.TryTake(default), Is.Zero);
        Assert.That(_time.Waited, isTouched ? Is.EqualTo(Limit) : Is.LessThanOrEqualTo(ClaimRegistry.MaxSilence + APause));
    }

    [Test]
    public void H67_hundreds_of_planted_claims_cost_one_wait([Values] bool areTouched)
    {
        const int many = 300;
        var claims = Enumerable.Range(0, many).Select(i => Plant(Elsewhere, key: KeyOf(i))).ToArray();
        Array.ForEach(claims, claim => File.SetLastWriteTimeUtc(claim, DateTime.UtcNow));
        var limit = TimeSpan.FromSeconds(areTouched ? 2 : 600);
        _time.OnPause = _ => Array.ForEach(areTouched ? claims : [], Beat);
        using var queue = Queue(limit, [.. Enumerable.Range(0, many).Select(KeyOf)]);

        Assert.That(Drain(queue), Is.EquivalentTo(Enumerable.Range(0, many)));
        Assert.That(_time.Waited, areTouched ? Is.EqualTo(limit) : Is.LessThanOrEqualTo(ClaimRegistry.MaxSilence + (many / 100 * APause)));
    }

    [Test]
    public void H67_all_queues_of_a_build_have_one_budget()
    {
        var claims = Enumerable.Range(0, 3).Select(i => Plant(Elsewhere, key: KeyOf(i))).ToArray();
        _time.OnPause = _ => Array.ForEach(claims, Touch);
        foreach (var key in Enumerable.Range(0, 3).Select(KeyOf))
        {
            using var queue = Queue(key);
            Assert.That(queue.TryTake(default), Is.Zero);
        }

        Assert.That(_time.Waited, Is.EqualTo(Limit));
    }

    [Test]
    public void H67_of_several_documents_each_is_taken_as_soon_as_it_can_be()
    {
        var claims = Enumerable.Range(0, 3).Select(i => Plant(Elsewhere, key: KeyOf(i))).ToArray();
        _time.OnPause = pause =>
        {
            Beat(claims[0]);
            Beat(claims[1]);
            if (_time.Waited > TimeSpan.FromMinutes(1))
            {
                _published.Add(1);
                File.Delete(claims[1]);
            }

            if (_time.Waited > TimeSpan.FromMinutes(2))
            {
                File.Delete(claims[0]);
            }
        };
        using var queue = Queue([.. Enumerable.Range(0, 4).Select(KeyOf)]);

        Assert.That(queue.TryTake(default), Is.EqualTo(3), "nobody has claimed it");
        Assert.That(queue.TryTake(default), Is.EqualTo(2), "its owner is silent");
        Assert.That(_time.Waited, Is.LessThanOrEqualTo(ClaimRegistry.MaxSilence + APause));
        Assert.That(queue.TryTake(default), Is.Zero, "its owner failed");
        Assert.That(_time.Waited, Is.EqualTo(TimeSpan.FromMinutes(2)).Within(2 * APause));
        Assert.That(queue.TryTake(default), Is.Null, "the last one was stored by its owner");
    }

    [Test]
    public void H67_without_a_budget_nobody_waits()
    {
        Plant(Elsewhere);
        using var queue = Queue(TimeSpan.Zero, Key);

        Assert.That(queue.TryTake(default), Is.Zero);
        Assert.That(_time.Waited, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    [Category("H48")]
    public void H48_H67_a_wait_ends_at_once_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var isWaiting = new ManualResetEventSlim();
        Plant(Elsewhere);
        var settings = new CacheSettings(Root);
        var forEver = settings with
        {
            Elapsed = () => TimeSpan.Zero,
            Pause = (_, token) =>
            {
                isWaiting.Set();
                settings.Pause(TimeSpan.FromHours(1), token);
            },
        };
        using var cache = new ExtractionCache(forEver);
        using var queue = new ExtractionQueue(cache.OpenClaims(), [Key], (_, _) => false, (pause, token) => _budget.TryPause(forEver, pause, token));

        var waiting = Task.Run(() => queue.TryTake(cancellation.Token));
        Assert.That(isWaiting.Wait(TimeSpan.FromMinutes(1)), Is.True);
        cancellation.Cancel();

        Assert.That(() => waiting.GetAwaiter().GetResult(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void H67_a_thread_that_waits_says_so_and_says_when_it_goes_on()
    {
        var claim = Plant(Elsewhere);
        var said = new List<string>();
        _time.OnPause = _ =>
        {
            said.Add("pause");
            File.Delete(claim);
        };
        using var queue = Queue(Limit, [Key, KeyOf(1)], isIdle => said.Add(isIdle ? "idle" : "busy"));

        queue.TryTake(default);
        Assert.That(said, Is.Empty, "there is something that nobody has claimed");
        queue.TryTake(default);
        Assert.That(said, Is.EqualTo(["idle", "pause", "busy"]));
        queue.TryTake(default);
        Assert.That(said[3..], Is.EqualTo(["idle"]), "it has ended");
    }

    [Test]
    public void H67_what_is_in_hand_beats_and_what_is_not_does_not()
    {
        using var queue = Queue(Key, KeyOf(1));
        queue.TryTake(default);
        queue.TryTake(default);
        queue.Release(1);
        var others = Plant(Elsewhere, Old, KeyOf(1));
        var before = File.GetLastWriteTimeUtc(others);
        File.SetLastWriteTimeUtc(ClaimPath, before);

        queue.Beat();

        Assert.That(File.GetLastWriteTimeUtc(ClaimPath), Is.GreaterThan(before));
        Assert.That(File.GetLastWriteTimeUtc(others), Is.EqualTo(before));
    }

    private ExtractionQueue Queue(params CacheKey[] keys) => Queue(Limit, keys);

    private ExtractionQueue Queue(TimeSpan limit, params CacheKey[] keys) => Queue(limit, keys, setIdle: null);

    private ExtractionQueue Queue(TimeSpan limit, CacheKey[] keys, Action<bool>? setIdle)
    {
        var settings = _time.Use(new CacheSettings(Root) { Fsync = false, Wait = limit });
        return new ExtractionQueue(
            new ExtractionCache(settings).OpenClaims(),
            [.. keys.Select(key => (CacheKey?)key)],
            (document, _) => _published.Contains(document),
            (pause, token) => _budget.TryPause(settings, pause, token),
            setIdle: setIdle);
    }

    /// <summary>Another machine says that it lives. Its clock says anything, and each time something else.</summary>
    private void Beat(string claim)
    {
        _beat += TimeSpan.FromSeconds(1);
        if (File.Exists(claim))
        {
            File.SetLastWriteTimeUtc(claim, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc) + _beat);
        }
    }

    private static List<int> Drain(ExtractionQueue queue)
    {
        var documents = new List<int>();
        while (queue.TryTake(default) is { } document)
        {
            documents.Add(document);
            queue.Release(document);
        }

        return documents;
    }
}
