namespace PdfTract.Cache.Tests;

internal sealed class CacheRootTests : CacheFixture
{
    private CacheRoot Sut => new(Layout, new CacheSettings(Root));

    [Test]
    public void A_missing_folder_becomes_a_cache()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Sut.Inspect(), Is.EqualTo(RootState.Missing));
            Assert.That(Sut.Establish(), Is.EqualTo(RootState.Cache));
            Assert.That(Folder.Files("cache"), Is.EqualTo(["CACHEDIR.TAG", "pdftract-cache.json"]));
        });
    }

    [Test]
    public void The_tag_is_what_backup_tools_look_for()
    {
        Sut.Establish();

        Assert.That(File.ReadAllText(Layout.Tag), Does.StartWith("Signature: 8a477f597d28d172789f06886806bc55"));
    }

    [Test]
    [Category("H33")]
    public void H33_a_folder_with_somebodys_files_stays_as_it_is()
    {
        Folder.Write("cache/thesis.txt", [1]);

        Assert.Multiple(() =>
        {
            Assert.That(Sut.Establish(), Is.EqualTo(RootState.Foreign));
            Assert.That(Folder.Files("cache"), Is.EqualTo(["thesis.txt"]));
        });
    }

    [Test]
    public void A_v1_folder_with_other_things_in_it_is_somebodys()
    {
        Folder.Write("cache/v1/api.json", [1]);

        Assert.That(Sut.Inspect(), Is.EqualTo(RootState.Foreign));
    }

    [Test]
    public void What_an_interrupted_first_use_left_counts_as_empty()
    {
        Folder.Write("cache/pdftract-cache.tmp.1.00112233445566778899aabbccddeeff", [1]);
        Directory.CreateDirectory(Folder["cache/v1/aa"]);

        Assert.Multiple(() =>
        {
            Assert.That(Sut.Inspect(), Is.EqualTo(RootState.Empty));
            Assert.That(Sut.Establish(), Is.EqualTo(RootState.Cache));
        });
    }

    /// <summary>A deletion that was interrupted, or that a cleaner wrote into, may not leave a folder that is refused for ever.</summary>
    [Test]
    public void A_root_that_lost_its_marker_after_a_clean_up_is_a_cache_again_at_the_next_use()
    {
        Store();
        using var cache = Open();
        cache.Cleanup();
        File.Delete(Layout.Marker);

        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(Layout.CleanupStamp), Is.True);
            Assert.That(Sut.Inspect(), Is.EqualTo(RootState.Empty));
            Assert.That(Store().Outcome, Is.EqualTo(StoreOutcome.Stored));
        });
    }

    [Test]
    public void A_marker_of_another_program_makes_no_cache()
    {
        Folder.Write("cache/pdftract-cache.json", "{\"format\":\"other\"}"u8.ToArray());

        Assert.That(Sut.Inspect(), Is.EqualTo(RootState.Foreign));
    }

    [Test]
    [Category("H39")]
    public void H39_of_two_first_uses_the_marker_that_came_first_stays()
    {
        var first = "";
        var late = new CacheRoot(Layout, new CacheSettings(Root)
        {
            Probe = (_, temp) =>
            {
                if (first.Length == 0)
                {
                    Sut.Establish();
                    first = File.ReadAllText(Layout.Marker);
                    Assert.That(File.ReadAllText(temp), Is.Not.EqualTo(first), "the two differ in their time");
                }
            },
        });

        var state = late.Establish();

        Assert.Multiple(() =>
        {
            Assert.That(state, Is.EqualTo(RootState.Cache));
            Assert.That(File.ReadAllText(Layout.Marker), Is.EqualTo(first));
            Assert.That(TempsInCache(), Is.Empty);
        });
    }

    [Test]
    [Category("H39")]
    public void H39_many_that_begin_at_once_make_one_whole_marker()
    {
        for (var round = 0; round < 50; round++)
        {
            var states = new RootState[16];
            using var start = new Barrier(states.Length);
            var threads = Enumerable.Range(0, states.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                states[i] = Sut.Establish();
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            Assert.Multiple(() =>
            {
                Assert.That(states, Is.All.EqualTo(RootState.Cache));
                Assert.That(Folder.Files("cache"), Is.EqualTo(["CACHEDIR.TAG", "pdftract-cache.json"]));
            });
            Directory.Delete(Root, recursive: true);
        }
    }
}
