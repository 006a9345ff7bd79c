using System.Security.Cryptography;
using System.Text;

namespace PdfTract.Cache.Build.Tests;

/// <summary>A cache that cannot be written costs one warning, however many results are not stored. The build is right.</summary>
[Platform("Linux", Reason = "Small and read-only file systems are mounted the way Linux does it.")]
[Parallelizable(ParallelScope.Self)]
public sealed class UnwritableCaches : SandboxTests
{
    private bool _isMounted;

    [TearDown]
    public void Unmount()
    {
        if (_isMounted)
        {
            DotNet.RunProgram("umount", Sandbox.Cache).Succeeded();
            _isMounted = false;
        }
    }

    [Test]
    public void A_root_below_a_file_is_one_warning()
    {
        Sandbox.Write("file", "no folder");
        Sandbox.Cache = Path.Combine(Sandbox.Root, "file", "cache");
        var project = ProjectWith(documents: 3);

        var result = project.Build();

        Assert.That(result.ExitCode, Is.Zero, result.Process.Output);
        Assert.That(result.OurWarnings.Select(warning => warning.Code), Has.Exactly(1).AnyOf("PDFC2001", "PDFC2002").And.Exactly(1).Items);
        Assert.That(result.OurWarnings.Single().Message, Does.Contain("3 results were not stored").And.Contain(Sandbox.Cache));
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.NotStored(3)));
        OutputsAreRight(project);
    }

    [TestCase(false, "is a file and no folder", "set PdfCacheDirectory to another folder", TestName = "A_cache_directory_that_is_a_file_is_called_that_and_not_a_full_disk")]
    [TestCase(true, "is a folder, where the cache has a file", "Remove it", TestName = "A_folder_in_an_entrys_place_is_called_that_and_not_a_full_disk")]
    public void What_stands_in_the_way_is_named(bool isEntry, string problem, string advice)
    {
        var project = ProjectWith(documents: 1);
        var obstacle = Sandbox.Cache;
        if (isEntry)
        {
            project.Build().Succeeded();
            obstacle = Sandbox.Entries.Single();
            File.Delete(obstacle);
            Directory.CreateDirectory(obstacle);
            project.RemoveObj();
        }
        else
        {
            File.WriteAllText(obstacle, "no folder");
        }

        var warning = project.Build().SucceededWithWarning("PDFC2002");

        Assert.That(warning.Message, Does.Contain($"'{obstacle}' {problem}").And.Contain(advice).And.Not.Contain("full disk"));
        OutputsAreRight(project);
    }

    [Test]
    public void Four_projects_on_one_bad_root_in_one_process_are_one_warning()
    {
        Sandbox.Write("file", "no folder");
        Sandbox.Cache = Path.Combine(Sandbox.Root, "file", "cache");
        var projects = Enumerable.Range(1, 4).Select(i => ProjectWith(documents: 1, "P" + i)).ToArray();

        var result = Sandbox.BuildAll("-m:1");

        Assert.That(result.ExitCode, Is.Zero, result.Process.Output);
        Assert.That(result.OurWarnings.ToArray(), Has.Length.EqualTo(1));
        Array.ForEach(projects, project => OutputsAreRight(project));
    }

    [Test]
    [Category("H37")]
    public void A_read_only_file_system_serves_its_hits_and_warns_once_about_the_rest_H37()
    {
        Mount("4m");
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();
        DotNet.RunProgram("mount", "-o", "remount,ro", Sandbox.Cache).Succeeded();
        project.RemoveObj();
        project.AddDocument("new.pdf", "Not in the cache");
        project.AddDocument("newer.pdf", "Not there either");

        var warning = project.Build().SucceededWithWarning("PDFC2001");

        Assert.That(warning.Message, Does.Contain(Sandbox.Cache).And.Contain("2 results were not stored").And.Contain("PdfCacheReadOnly"));
        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(4, 2, 2, 0)));
        OutputsAreRight(project);
    }

    [Test]
    public void A_clean_up_on_a_read_only_file_system_fails_no_build()
    {
        Mount("4m");
        var project = ProjectWith(documents: 1);
        project.Build().Succeeded();
        DotNet.RunProgram("mount", "-o", "remount,ro", Sandbox.Cache).Succeeded();

        project.Build("-t:PdfCacheCleanup", "-p:PdfCacheMaxSize=0").Succeeded();

        Assert.That(Sandbox.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    [Category("H05")]
    public void A_full_disk_is_one_warning_leaves_no_temp_and_the_old_entries_stand_H05()
    {
        Mount("128k");
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();
        var entries = FolderContents.Of(Sandbox.Cache);
        AddLargeDocument(project, "large1.pdf");
        AddLargeDocument(project, "large2.pdf");

        var warning = project.Build("-p:PdfCacheCleanupInterval=1d").SucceededWithWarning("PDFC2002");

        Assert.That(warning.Message, Does.Contain(Sandbox.Cache).And.Contain("2 results were not stored").And.Contain("full disk"));
        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(4, 2, 2, 0)));
        Assert.That(Sandbox.Temps, Is.Empty);
        Assert.That(FolderContents.Of(Sandbox.Cache), Is.EqualTo(entries));
        OutputsAreRight(project);

        project.RemoveObj();
        project.Build().SucceededWithWarning("PDFC2002");
        Assert.That(project.Counts, Is.EqualTo(new ExtractionCounts(4, 2, 2, 0)));
    }

    [Test]
    [Category("H05")]
    public void A_clean_up_makes_room_on_a_disk_that_takes_no_more_files_H05()
    {
        Mount("1m,nr_inodes=40");
        var project = ProjectWith(documents: 1);
        project.Build().Succeeded();
        _ = Fill(Sandbox.Cache).Count();

        project.Build("-t:PdfCacheCleanup", "-p:PdfCacheMaxSize=0").Succeeded();

        Assert.That(Sandbox.Entries, Is.Empty);
    }

    [Test]
    public void A_clean_up_that_cannot_tell_the_time_is_one_warning_and_the_next_one_succeeds()
    {
        Mount("1m,nr_inodes=40");
        var project = ProjectWith(documents: 1);
        project.Build().Succeeded();
        var fillers = Fill(Sandbox.Cache).ToArray();
        var marker = Path.Combine(Sandbox.Cache, "pdftract-cache.json");
        DotNet.RunProgram("mount", "--bind", marker, marker).Succeeded();
        try
        {
            DotNet.RunProgram("mount", "-o", "remount,bind,ro", marker).Succeeded();

            var warning = project.Build("-t:PdfCacheCleanup", "-p:PdfCacheMaxSize=0").SucceededWithWarning("PDFC2008");

            Assert.That(warning.Message, Does.Contain(Sandbox.Cache).And.Contain("the next clean-up tries again"));
            Assert.That(Sandbox.Entries, Has.Count.EqualTo(1));
        }
        finally
        {
            DotNet.RunProgram("umount", marker).Succeeded();
        }

        Array.ForEach(fillers, File.Delete);
        project.Build("-t:PdfCacheCleanup", "-p:PdfCacheMaxSize=0").Succeeded();
        Assert.That(Sandbox.Entries, Is.Empty);
    }

    /// <summary>Makes empty files until the disk takes no more.</summary>
    private static IEnumerable<string> Fill(string folder)
    {
        for (var i = 0; ; i++)
        {
            var file = Path.Combine(folder, $"filler{i}");
            try
            {
                File.Create(file).Dispose();
            }
            catch (IOException)
            {
                yield break;
            }

            yield return file;
        }
    }

    /// <summary>Larger than the disk, and nothing that could be compressed.</summary>
    private static void AddLargeDocument(TestProject project, string name)
    {
        var path = project.AddDocument(name, "The rest is noise");
        using var stream = new FileStream(path, FileMode.Append);
        for (var i = 0; i < 8000; i++)
        {
            stream.Write(SHA256.HashData(Encoding.UTF8.GetBytes(name + i)));
        }
    }

    private void Mount(string size)
    {
        Directory.CreateDirectory(Sandbox.Cache);
        var mount = DotNet.RunProgram("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Sandbox.Cache);
        if (mount.ExitCode != 0)
        {
            Assert.Ignore($"This user may not mount a file system, so there is none that is small or read-only: {mount.Output}");
        }

        _isMounted = true;
    }
}
