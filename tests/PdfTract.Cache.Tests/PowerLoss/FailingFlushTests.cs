namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>Real stores whose system calls are made to fail: what a flush says is believed, once.</summary>
internal sealed class FailingFlushTests : CacheFixture
{
    [Test]
    [Category("H08")]
    public void H08_a_folder_that_the_device_could_not_flush_is_a_failed_store_and_the_entry_is_whole()
    {
        Store();

        Assert.Multiple(() =>
        {
            Assert.That(StoreInChild("-P", Layout.Shard(Key), "-e", "inject=fsync:error=EIO"), Is.EqualTo("Failed"));
            Assert.That(Restore().IsHit, Is.True);
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [TestCase("fsync:error=EINVAL")]
    [TestCase("fsync:error=EOPNOTSUPP")]
    [TestCase("fsync:error=EBADF")]
    [TestCase("fsync:error=EINTR:when=1")]
    [Category("H08")]
    public void H08_a_file_system_that_cannot_flush_folders_is_taken_as_it_is(string injection)
    {
        Store();

        Assert.That(StoreInChild("-P", Layout.Shard(Key), "-e", $"inject={injection}"), Is.EqualTo("Stored"));
    }

    [Test]
    [Category("H08")]
    public void H08_a_new_root_that_the_device_could_not_flush_is_a_failed_store()
    {
        Assert.That(StoreInChild("-P", Folder.Path, "-e", "inject=fsync:error=EIO"), Is.EqualTo("Failed"));
    }

    [Test]
    [Category("H06")]
    public void H06_an_entry_whose_fsync_fails_is_dropped_and_the_fsync_not_tried_again()
    {
        Store();
        var entry = File.ReadAllBytes(EntryPath);

        var printed = StoreInChild(out var lines, "-e", "trace=fsync,renameat", "-e", "inject=fsync:error=EIO");

        Assert.Multiple(() =>
        {
            Assert.That(printed, Is.EqualTo("Failed"));
            Assert.That(lines.Count(line => line.Contains("INJECTED", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(File.ReadAllBytes(EntryPath), Is.EqualTo(entry));
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    [Category("H08")]
    public void H08_a_folder_that_may_be_written_and_not_read_is_taken_as_it_is()
    {
        Store();

        // The first such call asks whether the kernel has it, the second opens the shard for reading; the third opens it for what may be done all the same.
        Assert.That(StoreInChild("-e", "inject=openat2:error=EACCES:when=2"), Is.EqualTo("Stored"));
    }

    [TestCase("openat2")]
    [TestCase("pread64")]
    [Category("H18")]
    public void H18_an_entry_that_its_NFS_server_no_longer_knows_is_absent_and_not_unreadable(string call)
    {
        Strace.Require();
        Store();

        var (printed, lines) = Strace.Run(
            Folder["trace"], [.. call == "pread64" ? new[] { "-P", EntryPath } : [], "-e", $"inject={call}:error=ESTALE{(call == "pread64" ? "" : ":when=2+")}"], "restore", Root, Key.ToString(), Folder["r/a.txt"], Folder["r/a.json"], "true");

        Assert.Multiple(() =>
        {
            Assert.That(printed, Is.EqualTo("Absent"));
            Assert.That(lines, Has.Some.Contains("INJECTED"));
            Assert.That(File.Exists(EntryPath), Is.True, "nothing was removed");
        });
    }

    private string StoreInChild(params string[] options) => StoreInChild(out _, options);

    private string StoreInChild(out string[] lines, params string[] options)
    {
        Strace.Require();
        var outputs = Extracted();
        (var printed, lines) = Strace.Run(Folder["trace"], options, "store", Root, Key.ToString(), outputs[0].Path, outputs[1].Path, "true");
        Assert.That(lines, Has.Some.Contains("INJECTED"), "the fault was in the way");
        return printed;
    }
}
