namespace PdfTract.Cache.Tests.Stores;

internal sealed class SlowWriterTests : CacheFixture
{
    [Test]
    [Category("H29")]
    public void H29_a_writer_whose_temp_a_cleaner_took_for_stale_writes_it_again()
    {
        var sweeps = 0;
        using var cleaner = Open();
        using var writer = Open(settings => settings with
        {
            Probe = (step, temp) =>
            {
                // The writer's machine sleeps for two hours just before the rename, once.
                if (step == ProtocolStep.StoreChecked && sweeps == 0)
                {
                    File.SetLastWriteTimeUtc(temp, DateTime.UtcNow.AddHours(-2));
                    sweeps = cleaner.Cleanup().StaleTemps;
                }
            },
        });

        var result = Store(writer);

        Assert.Multiple(() =>
        {
            Assert.That(sweeps, Is.EqualTo(1), "the cleaner did remove it");
            Assert.That(result.Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(Restore().IsHit, Is.True);
            Assert.That(TempsInCache(), Is.Empty);
        });
        AssertRestored();
    }

    [Test]
    [Category("H29")]
    public void H29_a_writer_that_writes_keeps_its_temp_alive()
    {
        var removed = -1;
        using var cleaner = Open();
        using var writer = Open(settings => settings with
        {
            Probe = (step, temp) =>
            {
                if (step == ProtocolStep.StoreTempCreated)
                {
                    File.SetLastWriteTimeUtc(temp, DateTime.UtcNow.AddHours(-2));
                }
                else if (step == ProtocolStep.StoreWritten)
                {
                    removed = cleaner.Cleanup().StaleTemps;
                }
            },
        });

        Assert.That(Store(writer).Outcome, Is.EqualTo(StoreOutcome.Stored));
        Assert.That(removed, Is.Zero, "it was written to just now");
    }
}
