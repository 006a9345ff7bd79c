namespace PdfTract.Cache.Tests;

internal sealed class FailingStoreTests : CacheFixture
{
    private static readonly ProtocolStep[] BeforePublish =
    [
        ProtocolStep.StoreFolderReady,
        ProtocolStep.StoreTempCreated,
        ProtocolStep.StoreWritten,
        ProtocolStep.StoreFlushed,
        ProtocolStep.StoreClosed,
        ProtocolStep.StoreChecked,
    ];

    [TestCaseSource(nameof(BeforePublish))]
    [Category("H05")]
    [Category("H06")]
    public void H05_H06_a_failure_at_any_step_leaves_no_temp_and_the_old_entry(object step)
    {
        Store();
        using var cache = Open(settings => settings with { Probe = FailAt((ProtocolStep)step, new IOException("No space left on device")) });

        var result = Store(cache, text: Json);

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(StoreOutcome.Failed));
            Assert.That(result.Detail, Is.EqualTo("No space left on device"));
            Assert.That(TempsInCache(), Is.Empty);
            Assert.That(File.ReadAllBytes(Folder["extracted/a.txt"]), Is.EqualTo(Json), "the extraction is whole");
            Assert.That(Restore().IsHit, Is.True);
        });
        AssertRestored();
    }

    /// <summary>A quota or a lost connection takes the tail of a file, and neither the writing nor the closing says so.</summary>
    [Test]
    [Category("H05")]
    public void H05_a_temp_that_lost_its_tail_without_an_error_is_not_published()
    {
        Store();
        using var cache = Open(settings => settings with
        {
            Probe = (step, temp) =>
            {
                if (step == ProtocolStep.StoreClosed)
                {
                    using var file = File.OpenWrite(temp);
                    file.SetLength(file.Length - 1);
                }
            },
        });

        var result = Store(cache, text: Json);

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(StoreOutcome.Failed));
            Assert.That(TempsInCache(), Is.Empty);
            Assert.That(Restore().IsHit, Is.True, "the old entry stands");
        });
        AssertRestored();
    }

    [Test]
    public void A_missing_permission_is_told_from_a_full_disk()
    {
        using var cache = Open(settings => settings with { Probe = FailAt(ProtocolStep.StoreTempCreated, new UnauthorizedAccessException("no")) });

        Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.NotWritable));
    }

    [Test]
    public void A_root_below_a_file_fails_softly()
    {
        Folder.Write("cache", [1]);

        Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Failed).Or.EqualTo(StoreOutcome.NotWritable));
    }

    [Test]
    [Category("H04")]
    public void H04_a_folder_that_vanishes_before_the_temp_is_created_is_made_again()
    {
        var times = 0;
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.StoreFolderReady && times++ < 2)
                {
                    Directory.Delete(Path.GetDirectoryName(EntryPath)!, recursive: true);
                }
            },
        });

        Assert.Multiple(() =>
        {
            Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(times, Is.EqualTo(3));
            Assert.That(Restore().IsHit, Is.True);
        });
    }

    [Test]
    [Category("H04")]
    public void H04_a_root_that_vanishes_before_the_rename_is_made_again_with_its_marker()
    {
        var times = 0;
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.StoreChecked && times++ == 0)
                {
                    Directory.Delete(Root, recursive: true);
                }
            },
        });

        Assert.Multiple(() =>
        {
            Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(new CacheRoot(Layout, new CacheSettings(Root)).Inspect(), Is.EqualTo(RootState.Cache));
            Assert.That(Restore().IsHit, Is.True);
        });
    }

    [Test]
    [Category("H04")]
    public void H04_a_folder_that_always_vanishes_is_given_up()
    {
        var times = 0;
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.StoreFolderReady)
                {
                    times++;
                    Directory.Delete(Path.GetDirectoryName(EntryPath)!, recursive: true);
                }
            },
        });

        Assert.Multiple(() =>
        {
            Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.Failed));
            Assert.That(times, Is.EqualTo(4));
        });
    }

    [Test]
    [Category("H11")]
    public void H11_an_output_that_changes_while_it_is_stored_is_not_stored()
    {
        var outputs = Extracted(text: new byte[40_000_000]);
        using var writer = new GrowingFile(outputs[0].Path);
        using var cache = Open();

        var result = cache.Store(Key, SomeProvenance, outputs);

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(StoreOutcome.Changed));
            Assert.That(Restore().Reason, Is.EqualTo(MissReason.Absent));
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    [Category("H12")]
    public void H12_an_output_that_is_not_there_is_not_stored()
    {
        using var cache = Open();
        var outputs = Extracted();
        File.Delete(outputs[1].Path);

        Assert.Multiple(() =>
        {
            Assert.That(cache.Store(Key, SomeProvenance, outputs).Outcome, Is.EqualTo(StoreOutcome.Failed));
            Assert.That(Restore().Reason, Is.EqualTo(MissReason.Absent));
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    [Category("H35")]
    public void H35_an_entry_larger_than_the_whole_budget_is_refused_and_the_others_stay()
    {
        Store(key: KeyOf("small"));
        using var cache = Open(settings => settings with { MaxSize = 1000 });

        Assert.Multiple(() =>
        {
            Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.TooLarge));
            Assert.That(TempsInCache(), Is.Empty);
            Assert.That(Restore(key: KeyOf("small")).IsHit, Is.True);
        });
    }

    [Test]
    [Category("H33")]
    public void H33_nothing_is_stored_in_a_folder_with_somebodys_files()
    {
        Folder.Write("cache/thesis.txt", [1]);

        Assert.Multiple(() =>
        {
            Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.ForeignRoot));
            Assert.That(Folder.Files("cache"), Is.EqualTo(["thesis.txt"]));
        });
    }

    [Test]
    public void A_cancelled_store_publishes_nothing_and_leaves_no_temp()
    {
        using var cancellation = new CancellationTokenSource();
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.StoreTempCreated)
                {
                    cancellation.Cancel();
                }
            },
        });

        Assert.Multiple(() =>
        {
            Assert.That(() => cache.Store(Key, SomeProvenance, Extracted(), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(TempsInCache(), Is.Empty);
            Assert.That(File.Exists(EntryPath), Is.False);
        });
    }

    private static Action<ProtocolStep, string> FailAt(ProtocolStep failing, Exception failure) => (step, _) =>
    {
        if (step == failing)
        {
            throw failure;
        }
    };
}
