namespace PdfTract.Cache.Build.Tests;

/// <summary>What stands in the cache's place and is not the cache's.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class ForeignEntriesAndRoots : SandboxTests
{
    [Test]
    [Category("H21")]
    public void A_whole_entry_under_another_keys_name_is_a_miss_and_is_replaced_H21()
    {
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();
        File.Copy(Sandbox.Entries[0], Sandbox.Entries[1], overwrite: true);
        project.RemoveObj();

        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(2, 1, 1, 1)));
        OutputsAreRight(project);

        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        OutputsAreRight(project);
    }

    [Test]
    [Category("H33")]
    public void Nothing_is_stored_among_somebodys_files_and_the_build_goes_on_H33()
    {
        var project = ProjectWith(documents: 2);
        var before = MakeForeign();

        var warning = project.Build().SucceededWithWarning("PDFC2005");

        Assert.That(warning.Message, Does.Contain(Sandbox.Cache).And.Contain("2 results were not stored").And.Contain("PdfCacheDirectory"));
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.NotStored(2)));
        OutputsAreRight(project);
        Assert.That(FolderContents.Of(Sandbox.Cache), Is.EqualTo(before));
    }

    [Test]
    [Category("H33")]
    public void A_clean_up_among_somebodys_files_is_an_error_and_removes_nothing_H33()
    {
        var project = ProjectWith(documents: 1);
        var before = MakeForeign();

        var error = project.Build("-t:PdfCacheCleanup", "-p:PdfCacheMaxSize=0", "-p:PdfCacheMaxAge=0d").FailedWithError("PDFC1012");

        Assert.That(error.Message, Does.Contain(Sandbox.Cache).And.Contain("nothing was removed").And.Contain("PdfCacheDirectory"));
        Assert.That(FolderContents.Of(Sandbox.Cache), Is.EqualTo(before));
    }

    [Test]
    [Category("H33")]
    public void A_file_that_looks_like_an_entry_does_not_make_a_cache_of_a_folder_H33()
    {
        var project = ProjectWith(documents: 1);
        Sandbox.Write($"cache/v1/ab/ab{new string('0', 30)}-{new string('1', 32)}.pdfc", "looks like an entry");
        Sandbox.Write("cache/v1/ab/notes.txt", "somebody's");
        Sandbox.Write("cache/thesis.doc", "somebody's");
        var before = FolderContents.Of(Sandbox.Cache);

        project.Build("-t:PdfCacheCleanup", "-p:PdfCacheMaxSize=0").FailedWithError("PDFC1012");

        Assert.That(FolderContents.Of(Sandbox.Cache), Is.EqualTo(before));
    }

    [Test]
    public void An_empty_folder_becomes_a_cache()
    {
        var project = ProjectWith(documents: 1);
        Directory.CreateDirectory(Sandbox.Cache);

        project.Build().Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));
        Assert.That(Path.Combine(Sandbox.Cache, "pdftract-cache.json"), Does.Exist);
        Assert.That(Path.Combine(Sandbox.Cache, "CACHEDIR.TAG"), Does.Exist);
    }

    [Test]
    [Category("H33")]
    public void A_clean_up_leaves_what_is_not_the_caches_own_H33()
    {
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();
        var notes = Sandbox.Write("cache/v1/notes.txt", "somebody's");

        project.Build("-t:PdfCacheCleanup", "-p:PdfCacheMaxSize=0").Succeeded();

        Assert.That(Sandbox.Entries, Is.Empty);
        Assert.That(notes, Does.Exist);
        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
    }

    [Test]
    [Category("H35")]
    public void A_result_larger_than_the_whole_cache_is_a_warning_and_is_not_stored_H35()
    {
        var project = ProjectWith(documents: 1);

        var warning = project.Build("-p:PdfCacheMaxSize=100").SucceededWithWarning("PDFC2006");

        Assert.That(warning.Message, Does.Contain("100").And.Contain("PdfCacheMaxSize"));
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.NotStored(1)));
        Assert.That(Sandbox.Entries, Is.Empty);
        OutputsAreRight(project);
    }

    private SortedDictionary<string, string> MakeForeign()
    {
        Sandbox.Write("cache/thesis.doc", "somebody's");
        Sandbox.Write("cache/photos/1.jpg", "somebody's");
        return FolderContents.Of(Sandbox.Cache);
    }
}
