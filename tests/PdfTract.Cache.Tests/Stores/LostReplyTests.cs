namespace PdfTract.Cache.Tests;

/// <summary>NFS: the server did what it was asked, and the client asks again because the reply was lost.</summary>
[Category("H43")]
internal sealed class LostReplyTests : CacheFixture
{
    private int _stores;

    [SetUp]
    public void NoStoreYet() => _stores = 0;

    [Test]
    public void H43_a_rename_that_was_done_and_says_that_there_is_no_such_file_counts_as_published()
    {
        using var cache = OpenWithLostReply(temp => File.Move(temp, EntryPath, overwrite: true));

        var result = Store(cache);

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(result.StoredBytes, Is.EqualTo(new FileInfo(EntryPath).Length));
            Assert.That(_stores, Is.EqualTo(1), "nothing is written twice");
            Assert.That(TempsInCache(), Is.Empty);
            Assert.That(Restore().IsHit, Is.True);
        });
        AssertRestored();
    }

    [Test]
    public void H43_a_temp_that_is_gone_beside_an_older_entry_is_written_again()
    {
        Store(text: Json);
        using var cache = OpenWithLostReply(File.Delete);

        Assert.Multiple(() =>
        {
            Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(_stores, Is.EqualTo(2));
            Assert.That(Restore().IsHit, Is.True);
        });
        AssertRestored();
    }

    [Test]
    public void H43_a_temp_that_is_gone_with_no_entry_there_is_written_again()
    {
        using var cache = OpenWithLostReply(File.Delete);

        Assert.Multiple(() =>
        {
            Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(_stores, Is.EqualTo(2));
            Assert.That(Restore().IsHit, Is.True);
        });
    }

    [Test]
    public void H43_what_was_renamed_and_then_damaged_is_written_again()
    {
        using var cache = OpenWithLostReply(temp =>
        {
            var bytes = File.ReadAllBytes(temp);
            bytes[^1] ^= 1;
            File.WriteAllBytes(EntryPath, bytes);
            File.Delete(temp);
        });

        Assert.Multiple(() =>
        {
            Assert.That(Store(cache).Outcome, Is.EqualTo(StoreOutcome.Stored));
            Assert.That(_stores, Is.EqualTo(2));
            Assert.That(Restore().IsHit, Is.True);
        });
    }

    /// <summary>Acts once just before the rename, which then finds no temp.</summary>
    private ExtractionCache OpenWithLostReply(Action<string> act) => Open(settings => settings with
    {
        Probe = (step, path) =>
        {
            _stores += step == ProtocolStep.StoreTempCreated ? 1 : 0;
            if (step == ProtocolStep.StoreChecked && _stores == 1)
            {
                act(path);
            }
        },
    });
}
