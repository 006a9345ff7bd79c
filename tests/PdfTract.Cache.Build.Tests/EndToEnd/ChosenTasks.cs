using System.Runtime.InteropServices;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Which of the package's folders a build loads its tasks from.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class ChosenTasks : SandboxTests
{
    private static string Tools => Path.Combine(PackedPackages.FolderOf(PackedPackages.Tasks), "tools");

    private static string Portable => Path.Combine(Tools, "net");

    /// <summary>For the runtime of these tests, which is that of their builds.</summary>
    private static string ReadyToRun => Path.Combine(Tools, $"net{Environment.Version.Major}.0", RuntimeInformation.RuntimeIdentifier);

    [Test]
    public void A_build_loads_what_was_compiled_for_its_runtime() =>
        Assert.That(ProjectWith(documents: 1).Build().Succeeded().OurTasksFolders, Is.EqualTo([ReadyToRun]));

    [TestCase("_PdfCacheRuntimeMajor=11", TestName = "Another_major_version_of_the_runtime_gets_the_portable_tasks")]
    [TestCase("_PdfCacheRuntime=linux-musl-x64", TestName = "Musl_gets_the_portable_tasks")]
    [TestCase("_PdfCacheRuntime=ubuntu.24.04-x64", TestName = "A_runtime_that_a_distribution_built_gets_the_portable_tasks")]
    [TestCase("_PdfCacheRuntime=", TestName = "A_runtime_without_a_name_gets_the_portable_tasks")]
    public void Without_an_image_for_it_a_runtime_gets_the_portable_tasks(string property) =>
        Assert.That(ProjectWith(documents: 1).Build("-p:" + property).Succeeded().OurTasksFolders, Is.EqualTo([Portable]));

    /// <summary>Each task then has a process of its own, without granted cores and without what other tasks have left there.</summary>
    [Test]
    [Category("H67")]
    public void H67_in_task_hosts_the_tasks_do_the_same()
    {
        var project = ProjectWith(documents: 2);
        var environment = new Dictionary<string, string?> { ["MSBUILDFORCEALLTASKSOUTOFPROC"] = "1" };

        project.Build(environment).Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
        project.RemoveObj();
        project.Build(environment).Succeeded();

        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));
        OutputsAreRight(project);
    }

    [Test]
    public void A_folder_of_the_projects_choice_comes_before_both()
    {
        var mine = Path.Combine(Sandbox.Root, "mine");
        Directory.CreateDirectory(mine);
        foreach (var file in Directory.GetFiles(Portable))
        {
            File.Copy(file, Path.Combine(mine, Path.GetFileName(file)));
        }

        Assert.That(ProjectWith(documents: 1).Build("-p:PdfCacheTasksFolder=" + mine).Succeeded().OurTasksFolders, Is.EqualTo([mine]));
    }

    [Test]
    public void Both_restore_what_the_other_stored_byte_for_byte()
    {
        var project = ProjectWith(documents: 3);
        var portable = "-p:PdfCacheTasksFolder=" + Portable;
        project.Build().Succeeded();
        var stored = FolderContents.Of(project.Outputs);
        project.RemoveObj();

        project.Build(portable).Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(3)));
        Assert.That(FolderContents.Of(project.Outputs), Is.EqualTo(stored));

        Directory.Delete(Sandbox.Cache, recursive: true);
        project.RemoveObj();
        project.Build(portable).Succeeded();
        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(3)));
        Assert.That(FolderContents.Of(project.Outputs), Is.EqualTo(stored));
    }

    /// <summary>
    /// Images of another major version of the runtime, or without the processor's instructions, load just as well, and all is compiled again.
    /// A processor that is no x86-64-v3 refuses the images, and this test fails on it.
    /// </summary>
    [Test]
    public void The_JIT_has_little_left_to_do_for_a_first_hit()
    {
        var portable = CompiledForAFirstHit(Portable);
        var readyToRun = CompiledForAFirstHit(ReadyToRun);

        Assert.That(readyToRun, Is.LessThan(portable / 3));
    }

    private static long CompiledForAFirstHit(string folder)
    {
        // What the JIT compiles once for all that run in this process, such as the framework's own, is compiled here.
        using var tasks = new LoadedTasks(folder);
        var document = TestPdfs.Write(Path.Combine(tasks.Folder, "a.pdf"), "A document");
        var output = new TaskItem(Path.Combine(tasks.Folder, "out", "a.txt"), new Dictionary<string, string> { ["Document"] = document, ["Kind"] = "text", ["Link"] = "a.txt" });
        var (miss, compiledForAMiss) = tasks.Run("PdfCacheRestore", output);
        var missing = LoadedTasks.Get<ITaskItem[]>(miss, "Missing");
        Directory.CreateDirectory(Path.GetDirectoryName(output.ItemSpec)!);
        File.WriteAllText(output.ItemSpec, string.Concat(Enumerable.Range(0, 9000).Select(i => $"line {i % 97}\n")));
        tasks.Run("PdfCacheStore", missing);
        File.Delete(output.ItemSpec);

        var (hit, compiledForTheHit) = tasks.Run("PdfCacheRestore", output);

        Assert.That(LoadedTasks.Get<int>(hit, "HitCount"), Is.EqualTo(1));
        return compiledForAMiss + compiledForTheHit;
    }
}
