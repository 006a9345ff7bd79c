namespace PdfTract.Cache.Tests;

/// <summary>A claim says that somebody is extracting a document, and means nothing else.</summary>
[Category("H49")]
internal sealed class ClaimTests : ClaimFixture
{
    [Test]
    public void H49_who_comes_first_has_it_until_he_gives_it_up()
    {
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken));
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Held), "another task of this very process");
        Assert.That(Take(KeyOf("another")), Is.EqualTo(ClaimOutcome.Taken));

        Release();

        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken));
    }

    [Test]
    public void H49_a_claim_that_was_given_up_leaves_nothing()
    {
        Take();
        Release();

        Assert.That(Folder.Files("cache"), Is.EquivalentTo([CacheLayout.MarkerName, CacheLayout.TagName]));
    }

    [Test]
    public void H49_what_another_process_has_taken_over_is_not_given_up_and_not_kept_alive()
    {
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken));
        var claim = Plant(Elsewhere, Young);
        var time = File.GetLastWriteTimeUtc(claim);
        using var cache = Open();

        cache.OpenClaims().Beat(Key);
        Release();

        Assert.That(File.ReadAllText(claim), Is.EqualTo(Elsewhere));
        Assert.That(File.GetLastWriteTimeUtc(claim), Is.EqualTo(time));
    }

    [Test]
    public void H49_since_when_it_is_held_is_told()
    {
        var claim = Plant(Elsewhere, Young);
        using var cache = Open();

        Assert.That(cache.OpenClaims().TryTake(Key), Is.EqualTo(new Claim(ClaimOutcome.Held, File.GetLastWriteTimeUtc(claim))));
    }

    [Test]
    [Category("H30")]
    public void H49_a_claim_counts_at_first_sight_while_it_is_young_by_the_shares_clock([Values] bool isOfThisProcess)
    {
        var owner = isOfThisProcess ? ClaimOwner.Current.ToString() : Elsewhere;
        var claim = Plant(owner, Young);
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Held));

        File.SetLastWriteTimeUtc(claim, DateTime.UtcNow - Old);
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken));

        File.WriteAllText(claim, owner);
        File.SetLastWriteTimeUtc(claim, DateTime.UtcNow + Old);
        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken), "in the future is not young either");
    }

    [Test]
    [Category("H67")]
    public void H67_a_claim_counts_while_its_time_moves_whatever_it_says_and_no_longer()
    {
        var now = TimeSpan.FromDays(1);
        using var cache = Open(settings => settings with { Elapsed = () => now });
        var claims = cache.OpenClaims();
        var claim = Plant(Elsewhere);
        Assert.That(claims.TryTake(Key).Outcome, Is.EqualTo(ClaimOutcome.Held));

        for (var beat = 1; beat <= 5; beat++)
        {
            now += ClaimRegistry.MaxSilence - TimeSpan.FromSeconds(1);
            File.SetLastWriteTimeUtc(claim, DateTime.UtcNow.AddDays(-beat));
            Assert.That(claims.TryTake(Key).Outcome, Is.EqualTo(ClaimOutcome.Held), "another clock's time, and it moves");
        }

        now += ClaimRegistry.MaxSilence - TimeSpan.FromSeconds(1);
        Assert.That(claims.TryTake(Key).Outcome, Is.EqualTo(ClaimOutcome.Held));
        now += TimeSpan.FromSeconds(1);
        Assert.That(claims.TryTake(Key).Outcome, Is.EqualTo(ClaimOutcome.Taken));
    }

    [Test]
    [Category("H67")]
    public void H67_a_new_owner_is_given_the_whole_time_again()
    {
        var now = TimeSpan.FromDays(1);
        using var cache = Open(settings => settings with { Elapsed = () => now });
        var claims = cache.OpenClaims();
        var claim = Plant(Elsewhere);
        claims.TryTake(Key);
        now += ClaimRegistry.MaxSilence - TimeSpan.FromSeconds(1);
        var time = File.GetLastWriteTimeUtc(claim);
        File.WriteAllText(claim, new ClaimOwner("a third machine", 1, 1).ToString());
        File.SetLastWriteTimeUtc(claim, time + (ClaimRegistry.MaxSilence - TimeSpan.FromSeconds(1)));

        now += TimeSpan.FromSeconds(5);

        Assert.That(claims.TryTake(Key).Outcome, Is.EqualTo(ClaimOutcome.Held));
    }

    [Test]
    [Category("H67")]
    public void H67_a_beat_moves_the_time_of_a_claim()
    {
        using var cache = Open();
        var claims = cache.OpenClaims();
        claims.TryTake(Key);
        File.SetLastWriteTimeUtc(ClaimPath, DateTime.UtcNow - Old);

        claims.Beat(Key);

        Assert.That(File.GetLastWriteTimeUtc(ClaimPath), Is.EqualTo(DateTime.UtcNow).Within(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void H49_a_claim_whose_owners_number_is_anothers_by_now_counts_for_nothing()
    {
        var me = ClaimOwner.Current;
        Plant((me with { Started = me.Started + 1 }).ToString());

        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken));
        Assert.That(File.ReadAllText(ClaimPath), Is.EqualTo(me.ToString()));
    }

    [TestCase("")]
    [TestCase("\0\0\0\0\0\0\0\0")]
    [TestCase("pdftract-claim 1")]
    [TestCase("pdftract-claim 2\nanother machine\n1\n1")]
    [TestCase("pdftract-claim 1\nanother machine\n-1\n1")]
    [TestCase("pdftract-claim 1\nanother machine\n1\nnoon")]
    [TestCase("pdftract-claim 1\nanother machine\n1\n1\n")]
    [TestCase("#!/bin/sh")]
    public void H49_what_is_no_claim_counts_for_nothing_and_is_replaced(string content)
    {
        Plant(content);

        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken));
        Assert.That(File.ReadAllText(ClaimPath), Is.EqualTo(ClaimOwner.Current.ToString()));
        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    public void H49_a_huge_file_is_no_claim_and_is_not_read()
    {
        Plant(Elsewhere);
        using (var file = File.OpenWrite(ClaimPath))
        {
            file.SetLength(1L << 40);
        }

        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken));
    }

    [Test]
    public void H49_a_folder_in_its_place_costs_that_claim_and_no_other()
    {
        Store(key: KeyOf("something else"));
        Directory.CreateDirectory(ClaimPath);
        using var cache = Open();
        var claims = cache.OpenClaims();

        Assert.That(claims.TryTake(Key).Outcome, Is.EqualTo(ClaimOutcome.Unavailable));
        Assert.That(claims.TryTake(KeyOf("another")).Outcome, Is.EqualTo(ClaimOutcome.Taken));
        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    public void H49_a_cache_that_is_only_to_be_read_gets_no_claim()
    {
        Plant(Elsewhere, Young);
        var before = Folder.Files("cache");

        Assert.That(Take(change: settings => settings with { ReadOnly = true }), Is.EqualTo(ClaimOutcome.Unavailable));
        Assert.That(Take(KeyOf("another"), settings => settings with { ReadOnly = true }), Is.EqualTo(ClaimOutcome.Unavailable));
        Assert.That(Folder.Files("cache"), Is.EqualTo(before));
    }

    [Test]
    [Category("H33")]
    public void H33_somebodys_folder_gets_no_claim()
    {
        Folder.Write("cache/thesis.txt", [1, 2, 3]);

        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Unavailable));
        Assert.That(Folder.Files("cache"), Is.EqualTo(["thesis.txt"]));
    }

    [Test]
    [Category("H05")]
    public void H05_a_full_disk_ends_the_claims_of_a_task_and_leaves_no_temp()
    {
        var tries = 0;
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.ClaimWritten)
                {
                    tries++;
                    throw new IOException("No space left on device");
                }
            },
        });
        var claims = cache.OpenClaims();

        Assert.That(Enumerable.Range(0, 3).Select(i => claims.TryTake(KeyOf(i)).Outcome), Has.All.EqualTo(ClaimOutcome.Unavailable));
        Assert.That(tries, Is.EqualTo(1), "what failed once is not tried for every document");
        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    [Category("H04")]
    public void H04_a_folder_that_vanishes_is_made_again()
    {
        var times = 0;
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.ClaimWritten && times++ == 0)
                {
                    Directory.Delete(Layout.Entries, recursive: true);
                }
            },
        });

        Assert.That(cache.OpenClaims().TryTake(Key).Outcome, Is.EqualTo(ClaimOutcome.Taken));
        Assert.That(File.Exists(ClaimPath), Is.True);
    }

    [Test]
    public void H49_a_claim_is_whole_before_it_has_its_name()
    {
        string? written = null;
        var hadItsName = true;
        using var cache = Open(settings => settings with
        {
            Probe = (step, path) =>
            {
                if (step == ProtocolStep.ClaimWritten)
                {
                    written = File.ReadAllText(path);
                    hadItsName = File.Exists(ClaimPath);
                }
            },
        });

        cache.OpenClaims().TryTake(Key);

        Assert.That((written, hadItsName), Is.EqualTo((ClaimOwner.Current.ToString(), false)));
    }

    [Test]
    public void H49_a_clean_up_removes_claims_older_than_an_hour_and_counts_none_as_an_entry()
    {
        Plant(Elsewhere, TimeSpan.FromMinutes(61));
        var live = Plant(Elsewhere, TimeSpan.FromMinutes(59), KeyOf("live"));
        var foreign = Path.Combine(Path.GetDirectoryName(live)!, "my.claim");
        File.WriteAllText(foreign, "mine");
        File.SetLastWriteTimeUtc(foreign, DateTime.UtcNow.AddHours(-2));
        using var cache = Open(settings => settings with { MaxSize = 1L << 30, MaxAge = TimeSpan.FromMinutes(30) });

        var result = cache.Cleanup();

        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(ClaimPath), Is.False);
            Assert.That(File.Exists(live), Is.True, "younger than an hour, whatever the entries' age limit");
            Assert.That(File.Exists(foreign), Is.True);
            Assert.That((result.StaleTemps, result.Aged, result.RemainingEntries), Is.EqualTo((1, 0, 1)));
            Assert.That(result.RemainingBytes, Is.EqualTo(new FileInfo(Layout.Entry(KeyOf("something else"))).Length));
        });
    }
}
