using System.Runtime.Versioning;

namespace PdfTract.Cache.Tests.Hostile;

/// <summary>A neighbour who may write the root puts something else under a name at the moment in which a build is about to use it.</summary>
[Platform("Linux,MacOsX")]
[UnsupportedOSPlatform("windows")]
[Category("H73")]
internal sealed class SwappedFolderTests : CacheFixture
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Everybody = (UnixFileMode)0x1FF;

    private string Victim => Folder["victim"];

    [SetUp]
    public void CreateRootAndVictim()
    {
        Directory.CreateDirectory(Root);
        File.SetUnixFileMode(Root, Everybody);
        Folder.Write("victim/diary", [1, 2, 3]);
        File.SetUnixFileMode(Victim, Private);
    }

    [Test]
    public void H73_a_new_folder_that_became_a_link_is_not_entered()
    {
        using var root = OpenFolder.At(Root)!;
        root.MakeFolder("new", (int)Private);
        Directory.Delete(Path.Combine(Root, "new"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "new"), Victim);

        Assert.That(() => root.Enter("new"), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void H73_another_folder_of_the_same_user_in_the_new_ones_place_keeps_its_permissions()
    {
        using var root = OpenFolder.At(Root)!;
        Directory.Move(Victim, Path.Combine(Root, "new"));
        using var entered = root.Enter("new")!;

        entered.AllowAtMost((int)Everybody);

        Assert.That(File.GetUnixFileMode(Path.Combine(Root, "new")), Is.EqualTo(Private));
        Directory.Move(Path.Combine(Root, "new"), Victim);
    }

    [Test]
    public void H73_a_new_folder_gets_what_the_umask_took()
    {
        using var root = OpenFolder.At(Root)!;
        root.MakeFolder("new", (int)Everybody);
        File.SetUnixFileMode(Path.Combine(Root, "new"), Private);
        using var entered = root.Enter("new")!;

        entered.AllowAtMost((int)Everybody);

        Assert.That(File.GetUnixFileMode(Path.Combine(Root, "new")), Is.EqualTo(Everybody));
    }

    [TestCase("v1")]
    [TestCase("v1/aa")]
    [TestCase("v1/aa/file")]
    public void H73_no_link_on_the_way_is_followed(string link)
    {
        Folder.Write("cache/v1/aa/file", [1]);
        Folder.Write("victim/aa/file", [2]);
        var path = Path.Combine(Root, link);
        Directory.Move(path, Folder["moved"]);
        File.CreateSymbolicLink(path, link == "v1/aa/file" ? Folder["victim/diary"] : Victim);
        using var root = OpenFolder.At(Root)!;

        Assert.Multiple(() =>
        {
            Assert.That(root.File("v1/aa/file"), Is.Null);
            Assert.That(() => root.Enter("v1/aa/file"), Throws.InstanceOf<IOException>());
        });
    }

    [Test]
    public void H73_a_folder_that_was_entered_is_used_whatever_its_name_means_by_then()
    {
        Folder.Write("cache/v1/aa/file", [1]);
        using var root = OpenFolder.At(Root)!;
        using var shard = root.Enter("v1/aa")!;
        Directory.Move(Path.Combine(Root, "v1/aa"), Folder["moved"]);
        Directory.CreateSymbolicLink(Path.Combine(Root, "v1/aa"), Victim);

        shard.CreateNew("new", permissions: null).Dispose();
        shard.Rename("file", "renamed");
        shard.TryDelete("new");
        shard.Flush();

        Assert.Multiple(() =>
        {
            Assert.That(Directory.EnumerateFileSystemEntries(Folder["moved"]).Select(Path.GetFileName), Is.EqualTo(["renamed"]));
            Assert.That(Directory.EnumerateFileSystemEntries(Victim).Select(Path.GetFileName), Is.EqualTo(["diary"]));
        });
    }

    [Test]
    public void H73_first_stores_beside_a_neighbour_who_swaps_every_new_folder_for_a_link_change_nothing_outside()
    {
        using var stop = new CancellationTokenSource();
        var neighbour = Task.Run(() => SwapNewFolders(stop.Token));
        var outputs = Extracted();

        for (var i = 0; i < 300; i++)
        {
            using var cache = Open();
            cache.Store(KeyOf($"d{i}"), SomeProvenance, outputs);
        }

        stop.Cancel();
        neighbour.Wait();
        Assert.Multiple(() =>
        {
            Assert.That(File.GetUnixFileMode(Victim), Is.EqualTo(Private));
            Assert.That(Directory.EnumerateFileSystemEntries(Victim).Select(Path.GetFileName), Is.EqualTo(["diary"]));
        });
    }

    private void SwapNewFolders(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var folder in new[] { Root, Path.Combine(Root, "v1") }.Where(Directory.Exists))
            {
                try
                {
                    foreach (var temp in Directory.EnumerateDirectories(folder, "*.tmp.*"))
                    {
                        Directory.Move(temp, temp + ".gone");
                        Directory.CreateSymbolicLink(temp, Victim);
                    }
                }
                catch (IOException)
                {
                    // The build was faster.
                }
            }
        }
    }
}
