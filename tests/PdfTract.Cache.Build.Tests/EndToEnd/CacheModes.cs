namespace PdfTract.Cache.Build.Tests;

[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class CacheModes : SandboxTests
{
    [Test]
    public void Off_means_that_no_cache_is_read_written_or_made()
    {
        var project = ProjectWith(documents: 2);

        var result = project.Build("-p:PdfCacheEnabled=false").Succeeded();

        Assert.That(result.OurTasks, Is.EquivalentTo(["PdfExtractorIdentity", "PdfExtract", "PdfExtractDelivery"]));
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.NotStored(2)));
        Assert.That(Sandbox.Cache, Does.Not.Exist);
        OutputsAreRight(project);
    }

    [Test]
    public void Off_is_incremental_too()
    {
        var project = ProjectWith(documents: 2);
        project.Build("-p:PdfCacheEnabled=false").Succeeded();

        Assert.That(project.Build("-p:PdfCacheEnabled=false").Succeeded().OurTasks, Is.Empty);
    }

    [Test]
    [Category("H45")]
    public void Read_only_serves_hits_and_changes_nothing_in_the_cache_H45()
    {
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();
        var old = DateTime.UtcNow.AddDays(-3);
        foreach (var entry in Sandbox.Entries)
        {
            File.SetLastWriteTimeUtc(entry, old);
        }

        var before = FolderContents.TimesOf(Sandbox.Cache);
        project.RemoveObj();
        project.AddDocument("new.pdf", "Not in the cache");

        project.Build("-p:PdfCacheReadOnly=true").Succeeded();

        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(3, 2, 1, 0)));
        Assert.That(FolderContents.TimesOf(Sandbox.Cache), Is.EqualTo(before));
        OutputsAreRight(project);
    }

    [Test]
    [Category("H45")]
    public void Read_only_leaves_a_damaged_entry_where_it_is_and_never_uses_it_H45()
    {
        var project = ProjectWith(documents: 1);
        project.Build().Succeeded();
        File.AppendAllText(Sandbox.Entries[0], "more");
        var before = FolderContents.Of(Sandbox.Cache);
        project.RemoveObj();

        var warning = project.Build("-p:PdfCacheReadOnly=true").SucceededWithWarning("PDFC2003");

        Assert.That(warning.Message, Does.Not.Contain("It was removed"));
        Assert.That(FolderContents.Of(Sandbox.Cache), Is.EqualTo(before));
        OutputsAreRight(project);
    }

    [Test]
    [Category("H22")]
    public void Refresh_ignores_what_is_stored_and_stores_anew_H22()
    {
        var project = ProjectWith(documents: 2);
        project.Properties["PdfExtractVersion"] = "1";
        project.Build().Succeeded();
        var poisoned = FolderContents.Of(Sandbox.Cache);
        var entries = Sandbox.Entries;

        // The same version now gives other bytes: what is stored is wrong, and nobody can tell but the user.
        File.WriteAllText(Sandbox.Extractor.Program, File.ReadAllText(Sandbox.Extractor.Program).Replace("cat \"$input\"", "echo better", StringComparison.Ordinal));
        project.RemoveObj();
        project.Build("-p:PdfCacheRefresh=true").Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
        Assert.That(Sandbox.Entries, Is.EqualTo(entries));
        Assert.That(FolderContents.Of(Sandbox.Cache), Is.Not.EqualTo(poisoned));

        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        Assert.That(File.ReadAllText(project.Output("docs/a.txt")), Does.EndWith("better\n"));
    }

    [Test]
    public void A_hit_keeps_an_entry_from_ageing()
    {
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();
        foreach (var entry in Sandbox.Entries)
        {
            File.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddDays(-3));
        }

        File.Delete(Path.Combine(project.Folder, "docs", "b.pdf"));
        project.RemoveObj();
        project.Build().Succeeded();
        project.Build("-t:PdfCacheCleanup", "-p:PdfCacheMaxAge=2d").Succeeded();

        Assert.That(Sandbox.Entries, Has.Count.EqualTo(1));
        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(1)));
    }

    [Test]
    public void A_build_cleans_up_by_itself_but_not_every_time()
    {
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();
        foreach (var entry in Sandbox.Entries)
        {
            File.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddDays(-90));
        }

        Directory.Delete(Path.Combine(project.Folder, "docs"), recursive: true);
        project.AddDocument("new.pdf", "Something to do");
        project.Build().Succeeded();
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(3), "the first build's clean-up was moments ago");

        project.AddDocument("another.pdf", "Something more to do");
        project.Build("-p:PdfCacheCleanupInterval=0s").Succeeded();
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_clean_up_interval_that_does_not_parse_is_an_error_before_anything_is_done_and_in_every_build()
    {
        var project = ProjectWith(documents: 1);

        var error = project.Build("-p:PdfCacheCleanupInterval=soon").FailedWithError("PDFC1005");
        Assert.That(error.Message, Does.Contain("PdfCacheCleanupInterval").And.Contain("'soon'").And.Contain("12h"));
        Assert.That(Sandbox.Cache, Does.Not.Exist);

        project.Build("-p:PdfCacheCleanupInterval=soon").FailedWithError("PDFC1005");
    }
}
