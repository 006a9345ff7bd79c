namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>
/// Records the system calls of a real store, makes every state that a power loss between or in them may leave, and lets the
/// real cache read, write and clean each. The model is described in docs/power-loss.md.
/// </summary>
[Category("H08")]
internal sealed class PowerLossTests : CacheFixture
{
    private const int SectorSize = 512;

    /// <summary>As long as each other, so that one entry's sectors fit into the other's place.</summary>
    private static readonly byte[] OldText = Compressible(1000, seed: 3), NewText = Compressible(1000, seed: 4), SomeJson = Compressible(1100, seed: 5);

    private string Disk => Folder["disk"];

    protected override string Root => Folder["disk/cache"];

    /// <summary>The disk that loses its power is a model; each of its states is made and thrown away.</summary>
    protected override bool IsInMemory => true;

    /// <summary>What a build has there already.</summary>
    public enum Before
    {
        Nothing,
        AnotherEntryOfTheShard,
        AnOlderEntryOfTheKey,
    }

    [Test]
    public void H08_a_power_loss_at_any_call_of_a_store_leaves_right_bytes_or_a_miss([Values] Before before, [Values] bool fsync)
    {
        Matrix(before, fsync, SectorSize, (Key, NewText, OldText));
    }

    [Test]
    public void H08_the_same_for_an_entry_that_takes_many_writes([Values] bool fsync)
    {
        byte[] text = new byte[(2 * EntrySink.BlockSize) + 1], old = new byte[text.Length];
        new Random(6).NextBytes(text);
        new Random(7).NextBytes(old);

        var writes = Matrix(Before.AnOlderEntryOfTheKey, fsync, EntrySink.BlockSize, (Key, text, old)).OfType<DiskCall.WriteBytes>();

        Assert.That(writes.Count(), Is.GreaterThan(3));
    }

    /// <summary>Two entries of one shard and one of another, whose folder is made on the way.</summary>
    [Test]
    public void H08_the_same_for_many_entries_that_are_stored_at_once(
        [Values(Before.AnotherEntryOfTheShard, Before.AnOlderEntryOfTheKey)] Before before, [Values] bool fsync)
    {
        var neighbour = AnotherKeyOfTheShard("n");
        var stranger = Enumerable.Range(0, int.MaxValue).Select(i => KeyOf($"s{i}")).First(key => Layout.Shard(key) != Layout.Shard(Key));

        var calls = Matrix(before, fsync, 2 * SectorSize, (Key, NewText, OldText), (neighbour, OldText, null), (stranger, NewText, null));

        var flushed = calls.OfType<DiskCall.Flush>().Select(call => call.Path).ToArray();
        Assert.That(flushed.Count(path => path == Layout.Shard(Key)), Is.EqualTo(fsync ? 1 : 0), "once for both of its entries");
        Assert.That(flushed.Count(path => path == Layout.Shard(stranger)), Is.EqualTo(fsync ? 1 : 0));
    }

    [Test]
    public void H08_the_ordinary_store_flushes_its_file_before_the_rename_and_its_folder_after_it_and_no_more()
    {
        Strace.Require();
        Prepare(Before.AnotherEntryOfTheShard, OldText);

        var calls = Record(fsync: true, NewText).Where(call => call is DiskCall.Flush or DiskCall.Rename).ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(calls.Select(call => call.GetType()), Is.EqualTo([typeof(DiskCall.Flush), typeof(DiskCall.Rename), typeof(DiskCall.Flush)]));
            Assert.That(calls[0].Path, Is.EqualTo(calls[1].Path));
            Assert.That(calls[2].Path, Is.EqualTo(Layout.Shard(Key)));
        });
    }

    [Test]
    public void H08_without_fsync_nothing_is_flushed()
    {
        Strace.Require();

        Assert.That(Record(fsync: false, NewText).OfType<DiskCall.Flush>(), Is.Empty);
    }

    [Test]
    [Category("H39")]
    public void H39_marker_and_tag_take_their_names_by_a_link_which_replaces_nobody()
    {
        Strace.Require();

        var calls = Record(fsync: false, NewText);

        Assert.Multiple(() =>
        {
            Assert.That(calls.OfType<DiskCall.Link>().Select(link => link.NewName), Is.EqualTo([Layout.Marker, Layout.Tag]));
            Assert.That(calls.OfType<DiskCall.Rename>().Select(rename => rename.NewName), Does.Contain(EntryPath).And.Not.Contain(Layout.Marker).And.Not.Contain(Layout.Tag));
        });
    }

    private IReadOnlyList<DiskCall> Matrix(Before before, bool fsync, int sectorSize, params (CacheKey Key, byte[] Text, byte[]? Old)[] stores)
    {
        Strace.Require();
        var stale = Prepare(before, stores[0].Old!);
        var disk = ModelDisk.Load(Disk, sectorSize);
        var entries = stores.Select((store, i) => new CrashEntry(
            store.Key,
            Files($"new{i}", store.Text),
            before == Before.AnOlderEntryOfTheKey && store.Old is not null ? Files($"old{i}", store.Old) : null)).ToArray();
        var calls = Record(fsync, entries);
        var judge = new CrashJudge(Disk, Root, entries);
        var afterwards = OnDisk();

        for (var i = 0; i <= calls.Count; i++)
        {
            if (i > 0)
            {
                disk.Apply(calls[i - 1]);
            }

            judge.Judge(new CrashStates(disk, Disk, entries.Length == 1 ? IsOfEntries : path => EntryOf(path, entries), stale).All(), storeHasReported: i == calls.Count);
        }

        TestContext.Out.WriteLine(Tally.Header);
        TestContext.Out.WriteLine(judge.Tally.Row($"{before}, {stores.Length} stored", fsync, calls.Count, judge.FinalStates, judge.FinalHits));
        Assert.Multiple(() =>
        {
            Assert.That(disk.Newest().Select(name => (name.Path, Bytes: name.Bytes is null ? null : Convert.ToHexString(name.Bytes))), Is.EquivalentTo(afterwards), "the model is the disk");
            Assert.That(judge.Problems, Is.Empty);
            Assert.That(judge.Tally.Wrong, Is.Zero);
            Assert.That(judge.Tally.NewHits, Is.Positive);
            Assert.That(judge.FinalHits, fsync ? Is.EqualTo(judge.FinalStates) : Is.LessThan(judge.FinalStates));
        });
        return calls;
    }

    /// <summary>One entry: its folders go through all states together with it.</summary>
    private int IsOfEntries(string path) => path == Layout.Entries || path.StartsWith(Layout.Entries + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? 1 : 0;

    /// <summary>Several: their folders, which they share, go with the root.</summary>
    private static int EntryOf(string path, CrashEntry[] entries) =>
        1 + Array.FindIndex(entries, entry => Path.GetFileName(path).StartsWith(entry.Key.EntryName, StringComparison.Ordinal));

    /// <returns>The bytes of an entry that the disk may hold in the place of the new one.</returns>
    private byte[] Prepare(Before before, byte[] old)
    {
        Directory.CreateDirectory(Disk);
        File.WriteAllText(Path.Combine(Disk, "thesis.txt"), "somebody's");
        var key = before == Before.AnOlderEntryOfTheKey ? Key : AnotherKeyOfTheShard("d");
        using var cache = new ExtractionCache(new CacheSettings(before == Before.Nothing ? Folder["elsewhere"] : Root) { Fsync = false });
        Assert.That(cache.Store(key, SomeProvenance, Files("old", old)).Outcome, Is.EqualTo(StoreOutcome.Stored));
        return File.ReadAllBytes(Directory.EnumerateFiles(Folder.Path, "*.pdfc", SearchOption.AllDirectories).Single());
    }

    private CacheKey AnotherKeyOfTheShard(string name) =>
        Enumerable.Range(0, int.MaxValue).Select(i => KeyOf($"{name}{i}")).First(key => Layout.Shard(key) == Layout.Shard(Key));

    private IReadOnlyList<DiskCall> Record(bool fsync, byte[] text) => Record(fsync, [new CrashEntry(Key, Files("new", text), null)]);

    private IReadOnlyList<DiskCall> Record(bool fsync, CrashEntry[] entries)
    {
        Directory.CreateDirectory(Disk);
        var (printed, lines) = Strace.Run(
            Folder["trace"],
            ["-e", $"trace={SystemCalls.Traced}"],
            ["store-all", Root, fsync.ToString(), .. entries.SelectMany(entry => new[] { entry.Key.ToString(), entry.Fresh[0].Path, entry.Fresh[1].Path })]);
        Assert.That(printed, Is.EqualTo(string.Join(' ', entries.Select(_ => "Stored"))));
        return [.. SystemCalls.Parse(lines, Disk)];
    }

    private OutputFile[] Files(string folder, byte[] text) =>
        [new("text", Folder.Write($"{folder}/a.txt", text)), new("json", Folder.Write($"{folder}/a.json", SomeJson))];

    private List<(string Path, string? Bytes)> OnDisk() =>
    [
        (Disk, null),
        .. Directory.EnumerateFileSystemEntries(Disk, "*", SearchOption.AllDirectories)
            .Select(path => (path, File.Exists(path) ? Convert.ToHexString(File.ReadAllBytes(path)) : null)),
    ];
}
