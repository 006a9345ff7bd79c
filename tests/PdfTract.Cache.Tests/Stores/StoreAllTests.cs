namespace PdfTract.Cache.Tests.Stores;

/// <summary>Many stores at once: what they promise beside what each shares with one. Power losses are PowerLoss/'s part.</summary>
internal sealed class StoreAllTests : CacheFixture
{
    private const int Count = 40;

    [Test]
    public void Each_entry_is_stored_and_restored_to_the_byte([Values] bool fsync)
    {
        using var cache = Open(settings => settings with { Fsync = fsync });

        var results = cache.StoreAll(Requests());

        Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(StoreOutcome.Stored).And.Exactly(Count).Items);
        for (var i = 0; i < Count; i++)
        {
            Assert.That(Restore(cache, KeyOf($"d{i}")).IsHit, Is.True);
            AssertRestored(TextOf(i));
        }

        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    public void Nothing_to_store_stores_nothing()
    {
        using var cache = Open();

        Assert.That(cache.StoreAll([]), Is.Empty);
        Assert.That(Directory.Exists(Root), Is.False);
    }

    [Test]
    [Category("H12")]
    public void H12_one_that_fails_changes_nothing_for_the_others_and_results_keep_their_places()
    {
        var requests = Requests();
        File.Delete(requests[7].Outputs[1].Path);
        File.Delete(requests[Count - 1].Outputs[0].Path);
        using var cache = Open(settings => settings with { Fsync = true });

        var results = cache.StoreAll(requests);

        Assert.Multiple(() =>
        {
            for (var i = 0; i < Count; i++)
            {
                var fails = i is 7 or Count - 1;
                Assert.That(results[i].Outcome, Is.EqualTo(fails ? StoreOutcome.Failed : StoreOutcome.Stored), $"request {i}");
                Assert.That(Restore(cache, requests[i].Key).Reason, Is.EqualTo(fails ? MissReason.Absent : MissReason.None), $"request {i}");
            }

            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    [Category("H35")]
    public void H35_one_that_is_too_large_says_so_in_its_own_place()
    {
        using var cache = Open(settings => settings with { MaxSize = 100_000 });
        var large = new byte[200_000];
        new Random(1).NextBytes(large);

        var results = cache.StoreAll([Request("a", TextOf(1)), Request("b", large), Request("c", TextOf(2))]);

        Assert.That(results.Select(result => result.Outcome), Is.EqualTo([StoreOutcome.Stored, StoreOutcome.TooLarge, StoreOutcome.Stored]));
    }

    [Test]
    [Category("H10")]
    public void H10_one_key_many_times_leaves_one_whole_entry_of_them([Values] bool fsync)
    {
        using var cache = Open(settings => settings with { Fsync = fsync });
        var requests = Enumerable.Range(0, Count).Select(i => new StoreRequest(Key, SomeProvenance, Outputs($"same{i}", TextOf(i)))).ToArray();

        var results = cache.StoreAll(requests);

        Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(StoreOutcome.Stored));
        Assert.That(Restore(cache).IsHit, Is.True);
        Assert.That(Enumerable.Range(0, Count).Select(TextOf), Has.Some.EqualTo(File.ReadAllBytes(Folder["restored/a.txt"])));
        Assert.That(Folder.Files("cache/v1"), Has.Count.EqualTo(1));
    }

    [Test]
    [Category("H06")]
    public void H06_nothing_is_reported_and_no_folder_flushed_before_the_last_entry_has_its_name()
    {
        var steps = new List<ProtocolStep>();
        using var cache = Open(settings => settings with
        {
            Fsync = true,
            Probe = (step, _) =>
            {
                lock (steps)
                {
                    steps.Add(step);
                }
            },
        });

        cache.StoreAll(Requests());

        Assert.Multiple(() =>
        {
            Assert.That(steps.Count(step => step == ProtocolStep.StorePublished), Is.EqualTo(Count));
            Assert.That(steps.Count(step => step == ProtocolStep.StoreFolderFlushed), Is.EqualTo(Count));
            Assert.That(steps.IndexOf(ProtocolStep.StoreFolderFlushed), Is.GreaterThan(steps.LastIndexOf(ProtocolStep.StorePublished)));
        });
    }

    [Test]
    [Category("H04")]
    public void H04_a_root_that_vanishes_in_the_middle_is_made_again_and_all_that_is_reported_as_stored_is_there()
    {
        var times = 0;
        using var cache = Open(settings => settings with
        {
            Fsync = true,
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.StoreChecked && Interlocked.Increment(ref times) == 1)
                {
                    Directory.Move(Root, Folder["gone"]);
                }
            },
        });

        var results = cache.StoreAll(Requests());

        Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(StoreOutcome.Stored));
        Assert.That(Enumerable.Range(0, Count).Select(i => Restore(cache, KeyOf($"d{i}")).Reason), Is.All.EqualTo(MissReason.None));
    }

    [Test]
    [Category("H33")]
    public void H33_a_folder_with_somebodys_files_is_told_once_for_each()
    {
        Folder.Write("cache/thesis.txt", [1]);
        using var cache = Open();

        Assert.That(cache.StoreAll(Requests()).Select(result => result.Outcome), Is.All.EqualTo(StoreOutcome.ForeignRoot).And.Exactly(Count).Items);
        Assert.That(Folder.Files("cache"), Is.EqualTo(["thesis.txt"]));
    }

    [Test]
    public void Read_only_stores_none()
    {
        using var cache = Open(settings => settings with { ReadOnly = true });

        Assert.That(cache.StoreAll(Requests()).Select(result => result.Outcome), Is.All.EqualTo(StoreOutcome.ReadOnly).And.Exactly(Count).Items);
        Assert.That(Directory.Exists(Root), Is.False);
    }

    [Test]
    public void One_request_that_is_no_request_is_refused_before_anything_is_stored()
    {
        using var cache = Open();

        Assert.That(() => cache.StoreAll([Request("a", TextOf(1)), new StoreRequest(Key, SomeProvenance, [])]), Throws.ArgumentException);
        Assert.That(Directory.Exists(Root), Is.False);
    }

    [Test]
    [Category("H48")]
    public void H48_a_batch_that_is_cancelled_leaves_no_temp_and_what_has_its_name_is_whole()
    {
        using var cancellation = new CancellationTokenSource();
        var published = 0;
        using var cache = Open(settings => settings with
        {
            Fsync = true,
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.StorePublished && Interlocked.Increment(ref published) == 3)
                {
                    cancellation.Cancel();
                }
            },
        });

        Assert.That(() => cache.StoreAll(Requests(), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.Multiple(() =>
        {
            Assert.That(TempsInCache(), Is.Empty);
            Assert.That(published, Is.LessThan(Count));
            Assert.That(
                Enumerable.Range(0, Count).Select(i => Restore(cache, KeyOf($"d{i}")).Reason), Is.All.EqualTo(MissReason.None).Or.EqualTo(MissReason.Absent));
        });
    }

    [Test]
    public void No_more_entries_are_compressed_at_once_than_there_are_cores_though_more_wait_for_the_disk()
    {
        int writing = 0, mostWriting = 0, flushing = 0, mostFlushing = 0;
        using var cache = Open(settings => settings with
        {
            Fsync = true,
            Cores = 1,
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.StoreWritten)
                {
                    Stay(ref writing, ref mostWriting);
                }
                else if (step == ProtocolStep.StoreFlushed)
                {
                    Stay(ref flushing, ref mostFlushing);
                }
            },
        });

        cache.StoreAll(Requests());

        Assert.Multiple(() =>
        {
            Assert.That(mostWriting, Is.EqualTo(1));
            Assert.That(mostFlushing, Is.GreaterThan(1));
        });
    }

    /// <summary>Counts who is here at the same time.</summary>
    private static void Stay(ref int here, ref int most)
    {
        var count = Interlocked.Increment(ref here);
        int seen;
        while (count > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, count, seen) != seen)
        {
        }

        Thread.Sleep(5);
        Interlocked.Decrement(ref here);
    }

    private static byte[] TextOf(int i) => Compressible(1_000 + (1_000 * i), seed: i);

    private StoreRequest[] Requests() => [.. Enumerable.Range(0, Count).Select(i => Request($"d{i}", TextOf(i)))];

    private StoreRequest Request(string document, byte[] text) => new(KeyOf(document), SomeProvenance, Outputs(document, text));

    private OutputFile[] Outputs(string folder, byte[] text) =>
        [new("text", Folder.Write($"extracted/{folder}/a.txt", text)), new("json", Folder.Write($"extracted/{folder}/a.json", Json))];
}
