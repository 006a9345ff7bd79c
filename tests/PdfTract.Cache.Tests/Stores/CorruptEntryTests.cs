namespace PdfTract.Cache.Tests;

internal sealed class CorruptEntryTests : CacheFixture
{
    [Test]
    [Category("H01")]
    public void H01_a_good_entry_published_between_the_bad_read_and_the_removal_survives()
    {
        Store();
        File.WriteAllBytes(EntryPath, [1, 2, 3]);
        using var slowReader = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.CorruptFound)
                {
                    Store();
                }
            },
        });

        var result = Restore(slowReader);

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Corrupt));
            Assert.That(result.CorruptRemoved, Is.False);
            Assert.That(Restore().IsHit, Is.True, "the good one is back");
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    [Category("H01")]
    public void H01_a_good_entry_that_was_caught_does_not_push_out_a_newer_one()
    {
        Store();
        File.WriteAllBytes(EntryPath, [1, 2, 3]);
        using var slowReader = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step is ProtocolStep.CorruptFound)
                {
                    Store(text: Json);
                }
                else if (step is ProtocolStep.CorruptMovedAside)
                {
                    Store(text: Text);
                }
            },
        });

        Restore(slowReader);

        Assert.That(Restore().IsHit, Is.True);
        AssertRestored(Text);
        Assert.That(TempsInCache(), Is.Empty);
    }

    [Test]
    public void An_entry_that_somebody_else_removed_meanwhile_is_a_miss_all_the_same()
    {
        Store();
        File.WriteAllBytes(EntryPath, [1, 2, 3]);
        using var slowReader = Open(settings => settings with
        {
            Probe = (step, path) =>
            {
                if (step == ProtocolStep.CorruptFound)
                {
                    File.Delete(path);
                }
            },
        });

        Assert.That(Restore(slowReader).Reason, Is.EqualTo(MissReason.Corrupt));
    }

    [Test]
    public void Read_only_removes_nothing()
    {
        Store();
        File.WriteAllBytes(EntryPath, [1, 2, 3]);
        using var cache = Open(settings => settings with { ReadOnly = true });

        Restore(cache);

        Assert.That(File.Exists(EntryPath), Is.True);
    }
}
