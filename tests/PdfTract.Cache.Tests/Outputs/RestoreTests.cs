namespace PdfTract.Cache.Tests;

internal sealed class RestoreTests : CacheFixture
{
    [SetUp]
    public void StoreOnce() => Store();

    [Test]
    [Category("H26")]
    public void H26_an_output_that_is_right_already_is_not_touched()
    {
        Restore();
        var old = DateTime.UtcNow.AddDays(-3);
        File.SetLastWriteTimeUtc(Folder["restored/a.txt"], old);

        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That(result.Written, Is.Zero);
            Assert.That(File.GetLastWriteTimeUtc(Folder["restored/a.txt"]), Is.EqualTo(old));
        });
    }

    [Test]
    [Category("H26")]
    public void H26_an_output_of_the_same_length_and_other_bytes_is_replaced()
    {
        Restore();
        var other = (byte[])Text.Clone();
        other[^1] ^= 1;
        File.WriteAllBytes(Folder["restored/a.txt"], other);

        Assert.That(Restore().Written, Is.EqualTo(1));
        AssertRestored();
    }

    [TestCase(1)]
    [TestCase(-1)]
    [Category("H26")]
    public void H26_an_output_that_only_begins_with_the_right_bytes_is_replaced(int longer)
    {
        Restore();
        File.WriteAllBytes(Folder["restored/a.txt"], Text.Append((byte)0).Take(Text.Length + longer).ToArray());

        Assert.That(Restore().Written, Is.EqualTo(1));
        AssertRestored();
    }

    [Test]
    [Category("H23")]
    [Platform("Linux,MacOsX")]
    public void H23_a_symlink_is_replaced_and_what_it_points_to_is_not_written()
    {
        var victim = Folder.Write("victim", [1, 2, 3]);
        Directory.CreateDirectory(Folder["restored"]);
        File.CreateSymbolicLink(Folder["restored/a.txt"], victim);

        Restore();

        AssertRestored();
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllBytes(victim), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(new FileInfo(Folder["restored/a.txt"]).LinkTarget, Is.Null);
        });
    }

    [Test]
    [Category("H23")]
    [Platform("Linux,MacOsX")]
    public void H23_a_symlink_to_the_right_bytes_is_replaced_too()
    {
        var right = Folder.Write("right", Text);
        Directory.CreateDirectory(Folder["restored"]);
        File.CreateSymbolicLink(Folder["restored/a.txt"], right);

        Restore();

        Assert.That(new FileInfo(Folder["restored/a.txt"]).LinkTarget, Is.Null);
    }

    [Test]
    [Category("H23")]
    [Platform("Linux,MacOsX")]
    public void H23_another_name_of_a_hard_linked_output_keeps_its_bytes()
    {
        var other = Folder.Write("other", [1, 2, 3]);
        Directory.CreateDirectory(Folder["restored"]);
        FileBackup.Create(other, Folder["restored/a.txt"]);

        Restore();

        AssertRestored();
        Assert.That(File.ReadAllBytes(other), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    [Category("H23")]
    public void H23_a_read_only_output_is_replaced()
    {
        var path = Folder.Write("restored/a.txt", [1]);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        using var old = SharedFile.OpenRead(path);

        Assert.That(Restore().IsHit, Is.True);
        AssertRestored();

        // To root every file is writable: only what is still behind the old name tells replacing from writing over.
        Assert.That(old.ReadByte(), Is.EqualTo(1));
        Assert.That(old.Length, Is.EqualTo(1));
    }

    [Test]
    [Category("H23")]
    [Category("H27")]
    public void H23_H27_a_folder_in_the_place_of_one_output_changes_none_and_the_entry_stays()
    {
        Folder.Write("restored/a.txt", [1, 2, 3]);
        Directory.CreateDirectory(Folder["restored/a.json/x"]);

        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.OutputNotWritable));
            Assert.That(File.ReadAllBytes(Folder["restored/a.txt"]), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(Folder.Files("restored"), Is.EqualTo(["a.txt"]));
            Assert.That(File.Exists(EntryPath), Is.True);
        });
    }

    [Test]
    [Category("H27")]
    public void H27_a_failure_between_two_renames_puts_the_first_one_back()
    {
        Folder.Write("restored/a.txt", [1, 2, 3]);
        var renamed = 0;
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.RestoreOneReplaced && ++renamed == 1)
                {
                    throw new IOException("the second output cannot be written");
                }
            },
        });

        var result = Restore(cache);

        Assert.Multiple(() =>
        {
            Assert.That(result.IsHit, Is.False);
            Assert.That(renamed, Is.EqualTo(1));
            Assert.That(File.ReadAllBytes(Folder["restored/a.txt"]), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(Folder.Files("restored"), Is.EqualTo(["a.txt"]), "no json, no temp");
        });
    }

    [Test]
    [Category("H27")]
    public void H27_a_new_output_of_a_failed_restore_is_removed_again()
    {
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.RestoreOneReplaced)
                {
                    throw new IOException("failed");
                }
            },
        });

        Restore(cache);

        Assert.That(Folder.Files("restored"), Is.Empty);
    }

    [Test]
    [Category("H27")]
    [Platform("Linux,MacOsX", Reason = "Where files have numbers.")]
    public void H27_the_roll_back_leaves_what_another_build_has_put_there_since()
    {
        using var cache = Open(settings => settings with
        {
            Probe = (step, path) =>
            {
                if (step == ProtocolStep.RestoreOneReplaced)
                {
                    var others = Folder.Write("another build's", [7, 7, 7]);
                    File.Move(others, path, overwrite: true);
                    throw new IOException("the second output cannot be written");
                }
            },
        });

        Restore(cache);

        Assert.That(File.ReadAllBytes(Folder["restored/a.txt"]), Is.EqualTo(new byte[] { 7, 7, 7 }));
        Assert.That(Folder.Files("restored"), Is.EqualTo(["a.txt"]));
    }

    [Test]
    [Category("H27")]
    public void H27_where_the_roll_back_fails_the_backup_stays()
    {
        var destination = Folder.Write("restored/a.txt", [1, 2, 3]);
        var temp = Folder.Write("restored/new", [4, 5, 6]);
        var output = new PendingOutput(destination, temp, (from, to) =>
        {
            if (from != temp)
            {
                throw new IOException("somebody has it open");
            }

            File.Move(from, to, overwrite: true);
        });
        output.BackUp();
        output.Replace();

        output.RollBack();
        output.DeleteTemps();

        var backup = Directory.GetFiles(Folder["restored"]).Single(file => file != destination);
        Assert.That(File.ReadAllBytes(backup), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    [Category("H24")]
    public void H24_restores_of_one_output_at_once_are_never_seen_half_done()
    {
        using var stop = new CancellationTokenSource();
        var wrong = 0;
        var reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (File.Exists(Folder["restored/a.txt"]) && !File.ReadAllBytes(Folder["restored/a.txt"]).AsSpan().SequenceEqual(Text))
                {
                    wrong++;
                }
            }
        });
        using var cache = Open();

        Parallel.For(0, 200, i =>
        {
            if (i % 10 == 0)
            {
                BestEffort.Delete(Folder["restored/a.json"]);
            }

            Assert.That(Restore(cache).IsHit, Is.True);
        });
        stop.Cancel();
        reader.Wait();

        AssertRestored();
        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Zero);
            Assert.That(Folder.Files("restored"), Is.EqualTo(["a.json", "a.txt"]));
        });
    }

    [Test]
    [Category("H48")]
    public void H48_a_restore_that_is_cancelled_changes_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        using var cache = Open(settings => settings with
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.RestoreAllWritten)
                {
                    cancellation.Cancel();
                }
            },
        });

        Assert.Multiple(() =>
        {
            Assert.That(() => cache.Restore(Key, Destinations(), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Folder.Files("restored"), Is.Empty);
        });
    }

    [Test]
    [Category("H48")]
    public void H48_a_cancelled_restore_of_a_gigabyte_of_zeros_writes_no_more_than_one_buffer()
    {
        const long Gibibyte = 1L << 30;
        var hole = Folder.Write("extracted/hole", []);
        using (var file = File.OpenWrite(hole))
        {
            file.SetLength(Gibibyte);
        }

        using var cache = Open();
        cache.Store(Key, SomeProvenance, [new OutputFile("text", hole)]);
        using var cancellation = new CancellationTokenSource();
        using var sink = new CountingStream(cancellation);
        using var codecs = new ZstdCodecs();
        using var entry = OpenEntry("text");

        Assert.Multiple(() =>
        {
            Assert.That(() => entry.CopyTo(entry.Metadata.Outputs[0], sink, codecs, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(sink.Written, Is.InRange(1, StreamReading.BlockSize));
        });
    }

    [Test]
    [Category("H42")]
    public void H42_an_output_with_the_longest_possible_name_is_restored()
    {
        var name = new string('n', 251) + ".txt";
        using var cache = Open();

        var result = cache.Restore(Key, [new("text", Folder["restored/" + name]), new("json", Folder["restored/a.json"])]);

        Assert.Multiple(() =>
        {
            Assert.That(result.IsHit, Is.True);
            Assert.That(File.ReadAllBytes(Folder["restored/" + name]), Is.EqualTo(Text));
        });
    }
}
