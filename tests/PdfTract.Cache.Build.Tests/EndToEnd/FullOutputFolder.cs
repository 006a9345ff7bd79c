namespace PdfTract.Cache.Build.Tests;

/// <summary>The disk of the results is full. That is no trouble of the cache's: nothing is extracted anew into the full disk.</summary>
[Platform("Linux", Reason = "A small file system is mounted the way Linux does it.")]
[Parallelizable(ParallelScope.Self)]
public sealed class FullOutputFolder : SandboxTests
{
    private string? _mounted;

    [TearDown]
    public void Unmount()
    {
        if (_mounted is not null)
        {
            DotNet.RunProgram("umount", _mounted).Succeeded();
        }
    }

    [Test]
    public void What_the_cache_has_and_the_disk_has_no_room_for_is_an_error_of_the_place()
    {
        var project = ProjectWith(documents: 3);
        project.Properties["PdfExtractOutputDirectory"] = "results";
        project.Build().Succeeded();
        var results = Path.Combine(project.Folder, "results");
        Directory.Delete(results, recursive: true);
        project.RemoveObj();
        Mount(results);
        File.WriteAllBytes(Path.Combine(results, "filler"), new byte[64 * 1024]);

        var full = project.Build();

        Assert.That(full.Process.ExitCode, Is.Not.Zero);
        Assert.That(full.Errors.Select(error => error.Code).Distinct(), Is.EqualTo(["PDFC1011"]));
        Assert.That(full.Errors.Select(error => error.Message), Has.All.Contains("are in the cache and cannot be written"));

        File.Delete(Path.Combine(results, "filler"));
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(3)), "nothing was extracted a second time");
    }

    private void Mount(string folder)
    {
        Directory.CreateDirectory(folder);
        var mount = DotNet.RunProgram("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder);
        if (mount.ExitCode != 0)
        {
            Assert.Ignore($"This user may not mount a file system, so there is none that is small: {mount.Output}");
        }

        _mounted = folder;
    }
}
