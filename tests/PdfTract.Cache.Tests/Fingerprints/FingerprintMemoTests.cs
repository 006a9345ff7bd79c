using System.IO.MemoryMappedFiles;
using System.Text;

namespace PdfTract.Cache.Tests;

/// <summary>What is remembered of a document's bytes is trusted only while nobody can have written to it.</summary>
[Platform("Linux", Reason = "Elsewhere every document is hashed.")]
internal sealed class FingerprintMemoTests
{
    private static readonly DateTime Old = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private TempFolder _folder = null!;
    private string _document = null!;

    private string MemoFile => _folder["obj.hashes"];

    [SetUp]
    public void WriteDocument()
    {
        _folder = new TempFolder();
        _document = Write("first");
        File.SetLastWriteTimeUtc(_document, Old);
        if (!FileSettling.IsOnKnownFileSystem(_folder.Path))
        {
            Assert.Ignore($"'{_folder.Path}' is on a file system where nothing is remembered: set TMPDIR to ext4, XFS or Btrfs.");
        }
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_did_not_change_is_not_hashed_again()
    {
        Remember();

        Assert.That(Look(), Is.EqualTo((Hash("first"), 1)));
    }

    [Test]
    [Category("H50")]
    public void H50_an_edit_that_keeps_size_and_time_is_noticed_by_the_change_time()
    {
        Remember();

        Write("other");
        File.SetLastWriteTimeUtc(_document, Old);

        Assert.That(Look(), Is.EqualTo((Hash("other"), 0)));
    }

    [Test]
    [Category("H50")]
    public void H50_another_file_of_the_same_size_and_time_under_the_same_name_is_noticed()
    {
        Remember();

        var other = _folder.Write("other.pdf", Encoding.UTF8.GetBytes("other"));
        File.SetLastWriteTimeUtc(other, Old);
        File.Move(other, _document, overwrite: true);

        Assert.That(Look(), Is.EqualTo((Hash("other"), 0)));
    }

    [Test]
    [Category("H50")]
    public void H50_an_edit_through_a_mapping_is_noticed()
    {
        Remember();

        using (var mapping = Map(_document))
        {
            mapping.Write(0, (byte)'w');
        }

        File.SetLastWriteTimeUtc(_document, Old);

        Assert.That(Look(), Is.EqualTo((Hash("wirst"), 0)));
    }

    [Test]
    [Category("H50")]
    public void H50_an_edit_through_a_mapping_that_was_written_to_before_is_noticed()
    {
        using var mapping = Map(_document);
        mapping.Write(0, (byte)'w');
        Remember();

        // The page is writable already: but for the settling, the kernel would not see this.
        mapping.Write(0, (byte)'t');

        Assert.That(Look(), Is.EqualTo((Hash("tirst"), 0)));
    }

    [Test]
    [Category("H50")]
    public void H50_the_same_files_elsewhere_are_not_trusted()
    {
        Remember();

        // As a clone or a backup brings them: the same names, bytes and times.
        Shell.Run("cp", "-a", _folder.Path, _folder.Path + ".copy");
        Directory.Move(_folder.Path, _folder.Path + ".away");
        Directory.Move(_folder.Path + ".copy", _folder.Path);
        Directory.Delete(_folder.Path + ".away", recursive: true);

        Assert.That(Look(), Is.EqualTo((Hash("first"), 0)));
    }

    [TestCase(0, TestName = "H50_what_is_remembered_of_another_device_is_not_trusted")]
    [TestCase(1, TestName = "H50_what_is_remembered_of_another_inode_is_not_trusted")]
    [TestCase(2, TestName = "H50_what_is_remembered_of_another_length_is_not_trusted")]
    [TestCase(3, TestName = "H50_what_is_remembered_of_another_modification_time_is_not_trusted")]
    [TestCase(4, TestName = "H50_what_is_remembered_of_another_change_time_is_not_trusted")]
    [Category("H50")]
    public void Remembered_of_another_state(int field)
    {
        var identity = FileIdentity.Of(_document)!.Value;
        Plant(identity);
        Assert.That(Look(), Is.EqualTo((Hash("planted"), 1)), "the plant itself is believed");

        Plant(field switch
        {
            0 => identity with { Device = identity.Device + 1 },
            1 => identity with { Inode = identity.Inode + 1 },
            2 => identity with { Length = identity.Length + 1 },
            3 => identity with { Modified = identity.Modified + 1 },
            _ => identity with { Changed = identity.Changed + 1 },
        });

        Assert.That(Look(), Is.EqualTo((Hash("first"), 0)));
    }

    [TestCase(59, 0)]
    [TestCase(61, 1)]
    [Category("H50")]
    public void H50_only_a_document_whose_change_is_a_minute_old_is_remembered(int seconds, int remembered)
    {
        var changed = DateTime.UnixEpoch.AddTicks(FileIdentity.Of(_document)!.Value.Changed / 100);

        Remember(changed.AddSeconds(seconds));

        Assert.That(Look(), Is.EqualTo((Hash("first"), remembered)));
    }

    [Test]
    [Category("H50")]
    public void H50_a_document_with_a_time_in_the_future_is_not_remembered()
    {
        File.SetLastWriteTimeUtc(_document, DateTime.UtcNow.AddHours(2));

        Remember(DateTime.UtcNow.AddHours(1));

        Assert.That(Look(), Is.EqualTo((Hash("first"), 0)));
    }

    [Test]
    [Category("H11")]
    public void H11_what_is_remembered_is_the_state_before_the_hashing_so_that_an_edit_during_it_is_noticed()
    {
        // The clock is asked between the look at the file and the look at its bytes.
        var memo = FingerprintMemo.Open(MemoFile, utcNow: () =>
        {
            Write("other");
            File.SetLastWriteTimeUtc(_document, Old);
            return DateTime.UtcNow.AddHours(1);
        });
        Assert.That(memo.Of(_document), Is.EqualTo(Hash("other")));
        memo.Save();

        Assert.That(Look(), Is.EqualTo((Hash("other"), 0)));
    }

    [Test]
    [Category("H50")]
    public void H50_on_a_file_system_that_is_not_known_nothing_is_remembered()
    {
        var folder = _folder["tmpfs"];
        using var mounted = MountedFileSystem.Mount(folder, "-t", "tmpfs", "tmpfs", folder);
        _document = _folder.Write("tmpfs/a.pdf", Encoding.UTF8.GetBytes("first"));

        Remember();

        Assert.That(Look(), Is.EqualTo((Hash("first"), 0)));
    }

    [Test]
    public void A_memo_with_any_byte_changed_or_missing_means_nothing()
    {
        Remember();
        var whole = File.ReadAllBytes(MemoFile);

        for (var i = 0; i < whole.Length; i++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[i] ^= 0x10;
            File.WriteAllBytes(MemoFile, flipped);
            Assert.That(Look(), Is.EqualTo((Hash("first"), 0)), $"byte {i} flipped");

            File.WriteAllBytes(MemoFile, whole[..i]);
            Assert.That(Look(), Is.EqualTo((Hash("first"), 0)), $"cut off at {i}");
        }
    }

    [Test]
    public void Another_programs_file_means_nothing_and_is_replaced()
    {
        File.WriteAllText(MemoFile, new string('x', 1000));

        Assert.That(Look(), Is.EqualTo((Hash("first"), 0)));
        Remember();
        Assert.That(Look(), Is.EqualTo((Hash("first"), 1)));
    }

    [Test]
    public void A_memo_that_is_to_forget_hashes_everything_and_remembers_it_anew()
    {
        Plant(FileIdentity.Of(_document)!.Value);

        var memo = FingerprintMemo.Open(MemoFile, forget: true, () => DateTime.UtcNow.AddHours(1));
        Assert.That((memo.Of(_document), memo.Remembered), Is.EqualTo((Hash("first"), 0)));
        memo.Save();

        Assert.That(Look(), Is.EqualTo((Hash("first"), 1)));
    }

    [Test]
    public void A_document_that_is_no_longer_listed_is_forgotten()
    {
        Remember();

        FingerprintMemo.Open(MemoFile).Save();

        Assert.That(Look(), Is.EqualTo((Hash("first"), 0)));
    }

    [Test]
    public void A_memo_that_says_the_same_is_not_written_again()
    {
        Remember();
        File.SetLastWriteTimeUtc(MemoFile, Old);

        Remember();

        Assert.That(File.GetLastWriteTimeUtc(MemoFile), Is.EqualTo(Old));
    }

    [Test]
    public void A_memo_that_cannot_be_written_fails_nothing_and_leaves_no_temp()
    {
        Directory.CreateDirectory(MemoFile);

        Remember();

        Assert.That(Look(), Is.EqualTo((Hash("first"), 0)));
        Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo([_document]));
    }

    private string Write(string text) => _folder.Write("a.pdf", Encoding.UTF8.GetBytes(text));

    private static Digest256 Hash(string text) => Fingerprint.OfStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static MemoryMappedViewAccessor Map(string path) =>
        MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.ReadWrite).CreateViewAccessor();

    /// <summary>A build an hour from now, when all times here are long settled; or at a given time.</summary>
    private void Remember(DateTime? now = null)
    {
        var memo = FingerprintMemo.Open(MemoFile, utcNow: () => now ?? DateTime.UtcNow.AddHours(1));
        memo.Of(_document);
        memo.Save();
    }

    /// <summary>The next build: the fingerprint, and how many were remembered.</summary>
    private (Digest256 Fingerprint, int Remembered) Look()
    {
        var memo = FingerprintMemo.Open(MemoFile);
        return (memo.Of(_document), memo.Remembered);
    }

    /// <summary>Another fingerprint than the document's, so that it shows who believes it.</summary>
    private void Plant(FileIdentity identity) =>
        FingerprintMemoFile.TryWrite(MemoFile, new Dictionary<string, RememberedFingerprint> { [_document] = new(identity, Hash("planted")) });
}
