namespace PdfTract.Cache.Tests;

/// <summary>An entry that changes hands while a reader has it open: its old bytes, all of them, or a miss.</summary>
[Category("H18")]
internal sealed class VanishingEntryTests : CacheFixture
{
    private static readonly ProtocolStep[] WhileOpen = [ProtocolStep.RestoreOpened, ProtocolStep.RestoreTempCreated, ProtocolStep.RestoreTempWritten];

    [TestCaseSource(nameof(WhileOpen))]
    public void H18_an_entry_that_is_deleted_while_open_gives_its_old_bytes(object step)
    {
        Store();
        using var cache = OpenWith(step, () => File.Delete(EntryPath));

        Assert.That(Restore(cache).IsHit, Is.True);
        AssertRestored();
        Assert.That(Restore().Reason, Is.EqualTo(MissReason.Absent));
    }

    [TestCaseSource(nameof(WhileOpen))]
    public void H18_an_entry_that_is_replaced_while_open_gives_its_old_bytes_and_the_new_ones_next_time(object step)
    {
        Store();
        using var cache = OpenWith(step, () => Store(text: Json));

        Assert.That(Restore(cache).IsHit, Is.True);
        AssertRestored();
        Assert.That(Restore().IsHit, Is.True);
        AssertRestored(text: Json);
    }

    [Test]
    public void H18_an_entry_that_somebody_overwrites_in_place_while_open_gives_its_old_bytes()
    {
        Store();
        using var cache = OpenWith(ProtocolStep.RestoreTempCreated, OverwriteHalf);

        Assert.That(Restore(cache).IsHit, Is.True);
        AssertRestored();
        Assert.That(Restore().Reason, Is.EqualTo(MissReason.Corrupt), "the file is damaged now");
    }

    /// <summary>Only the head of such an entry is held in memory; its bodies are read once more.</summary>
    [Test]
    public void H18_an_entry_too_long_for_memory_that_somebody_overwrites_in_place_while_open_is_a_miss_and_changes_no_output()
    {
        var text = new byte[EntryFormat.MaxWholeLength + 1];
        new Random(3).NextBytes(text);
        Store(text: text);
        using var cache = OpenWith(ProtocolStep.RestoreTempCreated, OverwriteHalf);

        Assert.Multiple(() =>
        {
            Assert.That(Restore(cache).Reason, Is.EqualTo(MissReason.Corrupt));
            Assert.That(Folder.Files("restored"), Is.Empty);
        });
    }

    [TestCaseSource(nameof(WhileOpen))]
    [Platform("Linux,MacOsX")]
    public void H18_an_entry_that_its_server_forgets_while_open_is_absent_and_changes_no_output(object step)
    {
        Store();
        using var cache = OpenWith(step, () => throw new IOException("Stale file handle", OperatingSystem.IsMacOS() ? 70 : 116));

        Assert.Multiple(() =>
        {
            Assert.That(Restore(cache).Reason, Is.EqualTo(MissReason.Absent));
            Assert.That(Directory.Exists(Folder["restored"]) ? Folder.Files("restored") : [], Is.Empty);
            Assert.That(File.Exists(EntryPath), Is.True);
        });
    }

    private void OverwriteHalf()
    {
        using var file = new FileStream(EntryPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Position = file.Length / 2;
        file.Write(new byte[file.Length / 2]);
    }

    private ExtractionCache OpenWith(object at, Action act)
    {
        var done = false;
        return Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (!done && step == (ProtocolStep)at)
                {
                    done = true;
                    act();
                }
            },
        });
    }
}
