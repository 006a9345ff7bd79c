namespace PdfTract.Cache.Build.Tests;

/// <summary>When a file's state says that it is as it was, and when it cannot.</summary>
[Category("H50")]
public sealed class FileStateTests
{
    private string _file = null!;

    [SetUp]
    public void Write_a_file()
    {
        _file = Path.Combine(Path.GetTempPath(), "pdftract-state-" + Guid.NewGuid().ToString("N"));
        File.WriteAllText(_file, "content");
    }

    [TearDown]
    public void Remove_it() => File.Delete(_file);

    [Test]
    public void A_file_that_was_only_read_has_the_same_state()
    {
        var before = FileState.Of(_file);
        _ = File.ReadAllText(_file);

        Assert.That(before, Is.Not.Null);
        Assert.That(FileState.Of(_file), Is.EqualTo(before));
    }

    [Test]
    [Platform("Linux")]
    public void A_file_that_was_rewritten_with_the_same_size_and_time_has_another_state_H50()
    {
        var time = File.GetLastWriteTimeUtc(_file);
        var before = FileState.Of(_file);

        // Kernels stamp by a clock that ticks: what comes in the same tick is what IsYoung is about.
        Thread.Sleep(50);
        File.WriteAllText(_file, "another");
        File.SetLastWriteTimeUtc(_file, time);

        Assert.That(FileState.Of(_file), Is.Not.EqualTo(before));
    }

    [TestCase(0, ExpectedResult = true, TestName = "A_file_is_young_in_the_moment_in_which_it_was_changed_H50")]
    [TestCase(-3600, ExpectedResult = true, TestName = "A_file_that_changed_after_the_moment_is_young_H50")]
    [TestCase(3, ExpectedResult = false, TestName = "A_file_that_changed_seconds_before_the_moment_is_not_young_H50")]
    public bool Is_young(int secondsLater) => FileState.Of(_file)!.Value.IsYoung(_file, File.GetLastWriteTimeUtc(_file).AddSeconds(secondsLater));

    [Test]
    public void A_time_in_the_future_is_not_young_since_the_next_edit_has_another()
    {
        var ahead = new FileState(1, Nanoseconds(DateTime.UtcNow.AddHours(1)), Nanoseconds(DateTime.UtcNow.AddHours(1)), 7);

        Assert.That(ahead.IsYoung(_file, DateTime.UtcNow), Is.False);
    }

    [Test]
    public void What_is_no_regular_file_has_no_state()
    {
        Assert.That(FileState.Of(Path.GetTempPath()), Is.Null);
        Assert.That(FileState.Of(_file + ".missing"), Is.Null);
    }

    /// <summary>The state of a document that is as young as the build is not recorded: the next build looks at it once more, and no longer.</summary>
    [Test]
    public void A_document_that_is_as_young_as_the_build_is_recorded_without_a_state_H50()
    {
        Assert.That(StateIn(File.GetLastWriteTimeUtc(_file)), Is.Null);
        Assert.That(StateIn(File.GetLastWriteTimeUtc(_file).AddSeconds(5)), Is.EqualTo(FileState.Of(_file)));
    }

    private FileState? StateIn(DateTime began)
    {
        var folder = Path.GetDirectoryName(_file)!;
        var project = new ProjectPaths(folder, Path.Combine(folder, "obj", "App.pdfextract.record"), []);
        var task = new PdfExtractPlan
        {
            BuildEngine = new RecordingBuildEngine(),
            Documents = [new Microsoft.Build.Utilities.TaskItem(_file)],
            OutputKinds = [new Microsoft.Build.Utilities.TaskItem("text")],
            OutputDirectory = new Microsoft.Build.Utilities.TaskItem(Path.Combine(folder, "results")),
        };
        return new ProjectPlan(project, began).Create(task, _ => { }).Documents.Single().State;
    }

    private static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * 100;
}
